// How quick is quick? The same load each time, so that two runs can be compared: scripts/profile runs it and records the
// program meanwhile. Not for production: it makes [=resource.labels].
import http from 'k6/http';
import { check } from 'k6';

const base = __ENV.BASE_URL || 'http://localhost:[=stack.port]';
const rate = Number(__ENV.RATE || 50);

export const options = {
  scenarios: {
    warm: { executor: 'constant-arrival-rate', rate, timeUnit: '1s', duration: '30s', preAllocatedVUs: 50, tags: { part: 'warm' } },
    measured: {
      executor: 'constant-arrival-rate',
      rate,
      timeUnit: '1s',
      startTime: '30s',
      duration: __ENV.DURATION || '2m',
      preAllocatedVUs: 50,
      maxVUs: 200,
      tags: { part: 'measured' },
    },
  },
  thresholds: {
    // the objectives, tighter: at the limit there is no room left
    'http_req_failed{part:measured}': ['rate<0.005'],
    'http_req_duration{part:measured}': ['p(95)<500'],
    dropped_iterations: ['count<10'],
  },
};

export function setup() {
  const token = __ENV.TOKEN || http.post(`${base}/dev/token`).json('[=(stack.id == "spring")?then("access_token", "token")]');
  if (!token) {
    throw new Error('No token: start the program in its local mode, or set TOKEN');
  }
  return { headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } };
}

export default function (params) {
  const made = http.post(`${base}[=resource.path]`, JSON.stringify(sample), { ...params, tags: { name: 'make' } });
  check(made, { made: (response) => response.status === 201 });
  if (made.status === 201) {
    http.get(`${base}[=resource.path]/${made.json('id')}`, { ...params, tags: { name: 'read' } });
  }
  http.get(`${base}[=resource.path]?limit=20`, { ...params, tags: { name: 'list' } });
}

const sample = {
[#list resource.fields as field]
  [=field.name]: [=field.jsonSample],
[/#list]
};
