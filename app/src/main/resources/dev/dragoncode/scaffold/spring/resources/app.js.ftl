// The demo page: creates, lists and deletes through the API, as any client would.

const PATH = '[=resource.path]';
const FIELDS = [
[#list resource.fields as f]
  { name: '[=f.name]', kind: '[=f.kind]' },
[/#list]
];

const form = document.querySelector('#create');
const message = document.querySelector('#message');
const rows = document.querySelector('#rows');
let token;

async function logIn() {
  const response = await fetch('/dev/token', { method: 'POST' });
  if (response.ok) {
    token = (await response.json()).access_token;
  } else {
    // Outside the profile `local` tokens come from the issuer.
    token = window.prompt('A token of your OpenID Connect issuer');
  }
}

async function call(method, path, body) {
  const headers = { Authorization: `Bearer ${token}` };
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const fields = (problem.fields ?? []).map(({ field, problem: why }) => `${field} ${why}`);
    throw new Error([problem.detail ?? `Status ${response.status}`, ...fields].join('; '));
  }
  return response;
}

function valueOf(field) {
  const input = form.elements[field.name];
  if (field.kind === 'boolean') {
    return input.checked;
  }
  if (input.value === '') {
    return null;
  }
  switch (field.kind) {
    case 'integer':
      return Number(input.value);
    case 'instant':
      return new Date(input.value).toISOString();
    default:
      return input.value;
  }
}

function cell(text) {
  const td = document.createElement('td');
  td.textContent = text ?? '';
  return td;
}

function row(item) {
  const tr = document.createElement('tr');
  tr.append(cell(new Date(item.createdAt).toLocaleString()));
  tr.append(...FIELDS.map((field) => cell(item[field.name])));
  const remove = document.createElement('button');
  remove.textContent = 'Delete';
  remove.addEventListener('click', () => attempt(() => call('DELETE', `${PATH}/${item.id}`)));
  const actions = cell('');
  actions.append(remove);
  tr.append(actions);
  return tr;
}

async function refresh() {
  const { items } = await (await call('GET', PATH)).json();
  rows.replaceChildren(...items.map(row));
}

async function attempt(action) {
  try {
    await action();
    message.textContent = '';
    await refresh();
  } catch (error) {
    message.textContent = error.message;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(async () => {
    const entries = FIELDS.map((field) => [field.name, valueOf(field)]);
    await call('POST', PATH, Object.fromEntries(entries));
    form.reset();
  });
});

[#if has.flags]
const download = document.querySelector('#export');

async function showFeatures() {
  const flags = await (await call('GET', '/api/flags')).json();
  download.hidden = !flags['[=resource.file]-export'];
}

download.addEventListener('click', () =>
  attempt(async () => {
    const table = await (await call('GET', `${PATH}/export`)).blob();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(table);
    link.download = '[=resource.plural].csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }),
);

[/#if]
await logIn();
[#if has.flags]
await attempt(showFeatures);
[#else]
await attempt(async () => {});
[/#if]
