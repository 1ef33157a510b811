<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>[=project.title]</title>
    <link rel="stylesheet" href="app.css">
    <script type="module" src="app.js"></script>
  </head>
  <body>
    <main>
      <h1>[=resource.labels?cap_first]</h1>
      <form id="create">
[#list resource.fields as f]
[#switch f.kind]
[#case "text"]
        <label>[=f.label] <textarea name="[=f.name]" rows="3"[=f.required?then(" required", "")]></textarea></label>
[#break]
[#case "boolean"]
        <label>[=f.label] <input name="[=f.name]" type="checkbox"></label>
[#break]
[#case "integer"]
        <label>[=f.label] <input name="[=f.name]" type="number" step="1"[=f.required?then(" required", "")]></label>
[#break]
[#case "decimal"]
        <label>[=f.label] <input name="[=f.name]" type="number" step="0.01"[=f.required?then(" required", "")]></label>
[#break]
[#case "date"]
        <label>[=f.label] <input name="[=f.name]" type="date"[=f.required?then(" required", "")]></label>
[#break]
[#case "instant"]
        <label>[=f.label] <input name="[=f.name]" type="datetime-local"[=f.required?then(" required", "")]></label>
[#break]
[#case "email"]
        <label>[=f.label] <input name="[=f.name]" type="email"[=f.required?then(" required", "")]></label>
[#break]
[#default]
        <label>[=f.label] <input name="[=f.name]"[=f.required?then(" required", "")]></label>
[/#switch]
[/#list]
        <button>Create [=resource.label]</button>
      </form>
      <p id="message" role="status"></p>
[#if has.flags]
      <p><button id="export" type="button" hidden>Download CSV</button></p>
[/#if]
      <table>
        <thead>
          <tr><th>Created</th>[#list resource.fields as f]<th>[=f.label]</th>[/#list]<th></th></tr>
        </thead>
        <tbody id="rows"></tbody>
      </table>
    </main>
  </body>
</html>
