[#assign booleans = resource.fields?filter(f -> f.kind == "boolean")]
[#assign title = resource.fields?filter(f -> f.required)?first]
const path = '[=resource.path]';
const form = document.querySelector('#form');
const message = document.querySelector('#message');

/** Only local work hands out tokens; elsewhere they come from the issuer. */
const local = await fetch('/dev/token', { method: 'POST' });
const token = local.ok ? (await local.json()).token : window.prompt('A token of the issuer:');
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

/** What the form says, in the types of the API; what was left empty is left out. */
function input() {
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
[#list resource.fields as f]
[#switch f.kind]
[#case "integer"]
[#if f.required]
  values.[=f.name] = Number(values.[=f.name]);
[#else]
  if (values.[=f.name]) {
    values.[=f.name] = Number(values.[=f.name]);
  }
[/#if]
[#break]
[#case "boolean"]
  values.[=f.name] = form.elements.[=f.name].checked;
[#break]
[#case "instant"]
  if (values.[=f.name]) {
    values.[=f.name] = new Date(values.[=f.name]).toISOString();
  }
[#break]
[/#switch]
[/#list]
  return values;
}

async function show() {
  const response = await fetch(path, { headers });
  const { items = [], detail } = await response.json();
  message.textContent = response.ok ? '' : detail;
  const lines = items.map((item) => {
    const line = document.createElement('li');
    line.textContent = `${item.[=title.name]} (${item.createdAt})`;
    return line;
  });
  document.querySelector('#list').replaceChildren(...lines);
[#if has.flags]
  await showSummary();
[/#if]
}
[#if has.flags]

/** There is one while its flag is on. */
async function showSummary() {
  const summary = document.querySelector('#summary');
  const response = await fetch(`${path}/summary`, { headers });
  summary.hidden = !response.ok;
  if (response.ok) {
    const { total } = await response.json();
    summary.textContent = `${total} [=resource.labels] in all`;
  }
}
[/#if]

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(input()) });
  const answer = await response.json();
  const errors = (answer.errors ?? []).map(({ path, message }) => `${path} ${message}`);
  if (response.ok) {
    form.reset();
    await show();
  }
  message.textContent = response.ok ? 'Created' : [answer.detail ?? answer.title, ...errors].join(' ');
});

await show();
