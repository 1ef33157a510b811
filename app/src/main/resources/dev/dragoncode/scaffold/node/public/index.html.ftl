<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>[=project.title]</title>
    <link rel="stylesheet" href="style.css" />
    <script type="module" src="app.js"></script>
  </head>
  <body>
    <main>
      <h1>[=project.title]</h1>
      <form id="form">
[#list resource.fields as f]
        <label for="[=f.name]">[=f.label]</label>
[#switch f.kind]
[#case "text"]
        <textarea id="[=f.name]" name="[=f.name]"></textarea>
[#break]
[#case "integer"]
        <input id="[=f.name]" name="[=f.name]" type="number" step="1"[#if f.required] required[/#if] />
[#break]
[#case "decimal"]
        <input id="[=f.name]" name="[=f.name]" inputmode="decimal"[#if f.required] required[/#if] />
[#break]
[#case "boolean"]
        <input id="[=f.name]" name="[=f.name]" type="checkbox" />
[#break]
[#case "date"]
        <input id="[=f.name]" name="[=f.name]" type="date"[#if f.required] required[/#if] />
[#break]
[#case "instant"]
        <input id="[=f.name]" name="[=f.name]" type="datetime-local"[#if f.required] required[/#if] />
[#break]
[#case "email"]
        <input id="[=f.name]" name="[=f.name]" type="email"[#if f.required] required[/#if] />
[#break]
[#default]
        <input id="[=f.name]" name="[=f.name]"[#if f.required] required[/#if] />
[/#switch]
[/#list]
        <button>Create [=resource.label]</button>
      </form>
      <p id="message" role="status"></p>
[#if has.flags]
      <p id="summary" hidden></p>
[/#if]
      <ul id="list"></ul>
    </main>
  </body>
</html>
