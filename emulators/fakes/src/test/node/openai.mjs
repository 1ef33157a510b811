import OpenAI from "openai";
import assert from "node:assert";
const url = process.env.FAKE_URL,
  ctl = process.env.CONTROL_URL;
const make = (apiKey, more) => new OpenAI({ apiKey, baseURL: url + "/v1", maxRetries: 0, ...more });
const ai = make("sk-proj-abc_123");
const ask = (content, more) =>
  ai.chat.completions.create({ model: "gpt-4o-mini", messages: [{ role: "user", content }], ...more });

// the same request has the same answer, another one another
const one = await ask("Tell me of the sea");
assert.equal(one.object, "chat.completion");
assert.equal(one.choices[0].message.content, (await ask("Tell me of the sea")).choices[0].message.content);
assert.notEqual(one.choices[0].message.content, (await ask("Tell me of the land")).choices[0].message.content);
assert.equal(one.usage.total_tokens, one.usage.prompt_tokens + one.usage.completion_tokens);
assert.equal((await ask("Say exactly: hello there")).choices[0].message.content, "hello there");

// n, limits and stops
const three = await ask("Tell me of the sea", { n: 3 });
assert.equal(new Set(three.choices.map((c) => c.message.content)).size, 3);
const short = await ask("Tell me of the sea", { max_completion_tokens: 5 });
assert.equal(short.choices[0].finish_reason, "length");
assert.equal(short.usage.completion_tokens, 5);
const stopped = await ask("Say exactly: one two three", { stop: ["two"] });
assert.equal(stopped.choices[0].message.content, "one ");

// streaming says the same as the whole, and counts
const stream = await ask("Tell me of the sea", { stream: true, stream_options: { include_usage: true }, n: 2 });
const said = ["", ""];
let usage;
for await (const chunk of stream) {
  for (const c of chunk.choices) said[c.index] += c.delta.content ?? "";
  if (chunk.usage) usage = chunk.usage;
}
assert.deepEqual(said, three.choices.slice(0, 2).map((c) => c.message.content));
assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);

// tools, whole and streamed by the SDK's runner
const tools = [
  {
    type: "function",
    function: {
      name: "get_weather",
      description: "The weather of a city",
      strict: true,
      parameters: {
        type: "object",
        properties: { city: { type: "string" }, unit: { type: "string", enum: ["c", "f"] } },
        required: ["city", "unit"],
        additionalProperties: false,
      },
    },
  },
];
const called = await ask("What is the weather in Paris?", { tools });
assert.equal(called.choices[0].finish_reason, "tool_calls");
const call = called.choices[0].message.tool_calls[0];
assert.equal(call.function.name, "get_weather");
assert.equal(JSON.parse(call.function.arguments).city, "Paris");
const after = await ai.chat.completions.create({
  model: "gpt-4o-mini",
  tools,
  messages: [
    { role: "user", content: "What is the weather in Paris?" },
    called.choices[0].message,
    { role: "tool", tool_call_id: call.id, content: "21 degrees" },
  ],
});
assert.match(after.choices[0].message.content, /21 degrees/);
assert.equal((await ask("Good morning", { tools })).choices[0].finish_reason, "stop");
const cities = [];
const runner = ai.chat.completions.runTools({
  model: "gpt-4o-mini",
  stream: true,
  messages: [{ role: "user", content: "What is the weather in Rome?" }],
  tools: [
    {
      type: "function",
      function: {
        ...tools[0].function,
        parse: JSON.parse,
        function: ({ city }) => {
          cities.push(city);
          return "hot in " + city;
        },
      },
    },
  ],
});
assert.match(await runner.finalContent(), /hot in Rome/);
assert.deepEqual(cities, ["Rome"]);

// structured output, also of a schema that holds itself
const schema = {
  type: "object",
  properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } },
  required: ["name", "children"],
  additionalProperties: false,
};
const shaped = await ai.chat.completions.parse({
  model: "gpt-4o",
  messages: [{ role: "user", content: "A tree" }],
  response_format: { type: "json_schema", json_schema: { name: "tree", strict: true, schema } },
});
assert.equal(typeof shaped.choices[0].message.parsed.name, "string");
assert.ok(Array.isArray(shaped.choices[0].message.parsed.children));
await assert.rejects(
  ask("A tree", {
    response_format: {
      type: "json_schema",
      json_schema: { name: "tree", strict: true, schema: { ...schema, additionalProperties: true } },
    },
  }),
  (e) => e instanceof OpenAI.BadRequestError && /additionalProperties/.test(e.message),
);

// stored completions
for (let i = 0; i < 3; i++) await ask("Keep this " + i, { store: true, metadata: { run: "a" } });
let stored = 0;
for await (const c of ai.chat.completions.list({ limit: 2 })) stored += c.metadata.run === "a" ? 1 : 0;
assert.equal(stored, 3);

// responses: kept, followed, listed, deleted
const first = await ai.responses.create({ model: "gpt-4.1", input: "My name is Ann", instructions: "Be kind" });
assert.equal(first.status, "completed");
assert.ok(first.output_text.length > 0);
assert.deepEqual((await ai.responses.retrieve(first.id)).output, first.output);
const second = await ai.responses.create({ model: "gpt-4.1", input: "And mine?", previous_response_id: first.id });
assert.ok(second.usage.input_tokens > first.usage.input_tokens);
const alone = await ai.responses.create({ model: "gpt-4.1", input: "And mine?" });
assert.notEqual(alone.output_text.split("\n\n")[1], second.output_text.split("\n\n")[1]);
const items = [];
for await (const item of ai.responses.inputItems.list(first.id)) items.push(item);
assert.equal(items[0].content[0].text, "My name is Ann");
await ai.responses.delete(first.id);
await assert.rejects(ai.responses.retrieve(first.id), (e) => e instanceof OpenAI.NotFoundError);
await assert.rejects(
  ai.responses.create({ model: "gpt-4.1", input: "x", previous_response_id: "resp_none" }),
  (e) => e.code === "previous_response_not_found",
);
const watched = ai.responses.stream({ model: "gpt-4.1", input: "Tell me of the sea" });
let deltas = "";
watched.on("response.output_text.delta", (e) => (deltas += e.delta));
const final = await watched.finalResponse();
assert.equal(final.output_text, deltas);
assert.equal(final.status, "completed");
const flat = [{ type: "function", ...tools[0].function }];
const wanted = await ai.responses.create({ model: "gpt-4.1", input: "The weather in Oslo please", tools: flat });
assert.equal(wanted.output[0].type, "function_call");
assert.equal(JSON.parse(wanted.output[0].arguments).city, "Oslo");
const told = await ai.responses.create({
  model: "gpt-4.1",
  tools: flat,
  previous_response_id: wanted.id,
  input: [{ type: "function_call_output", call_id: wanted.output[0].call_id, output: "cold" }],
});
assert.match(told.output_text, /cold/);
const waiting = await ai.responses.create({ model: "gpt-4.1", input: "Slowly", background: true });
assert.equal(waiting.status, "queued");
await fetch(ctl + "/clock/advance", { method: "POST", body: JSON.stringify({ seconds: 60 }) });
assert.equal((await ai.responses.retrieve(waiting.id)).status, "completed");
await fetch(ctl + "/clock/reset", { method: "POST" });

// embeddings: the SDK asks for base64 itself; near texts are nearer
const embed = async (input, more) =>
  (await ai.embeddings.create({ model: "text-embedding-3-small", input, ...more })).data.map((d) => d.embedding);
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const [cat, cats, tax] = await embed(["the cat sleeps", "a cat sleeps here", "annual income tax"]);
assert.equal(cat.length, 1536);
assert.ok(Math.abs(dot(cat, cat) - 1) < 1e-4);
assert.ok(dot(cat, cats) > dot(cat, tax) + 0.2);
const [plain] = await embed("the cat sleeps", { encoding_format: "float" });
assert.ok(plain.every((x, i) => Math.abs(x - cat[i]) < 1e-6));
const [few] = await embed("the cat sleeps", { dimensions: 64 });
assert.equal(few.length, 64);
assert.ok(Math.abs(dot(few, few) - 1) < 1e-4);
await assert.rejects(embed([]), OpenAI.BadRequestError);

// models and moderations
const models = [];
for await (const m of ai.models.list()) models.push(m.id);
assert.ok(models.includes("gpt-4o"));
assert.equal((await ai.models.retrieve("gpt-4o")).id, "gpt-4o");
await assert.rejects(ai.models.retrieve("llama"), (e) => e.status === 404 && e.code === "model_not_found");
assert.ok((await ai.moderations.create({ input: "I will kill him" })).results[0].categories.violence);
assert.ok(!(await ai.moderations.create({ input: "I like tea" })).results[0].flagged);

// errors as the SDK types them
await assert.rejects(
  make("nonsense").models.list(),
  (e) => e instanceof OpenAI.AuthenticationError && e.code === "invalid_api_key",
);
await assert.rejects(ask("x", { model: "nonesuch" }), (e) => e instanceof OpenAI.NotFoundError);
await assert.rejects(
  ai.chat.completions.create({ model: "gpt-4o" }),
  (e) => e instanceof OpenAI.BadRequestError && e.param === "messages" && e.type === "invalid_request_error",
);
await assert.rejects(ask("x", { n: 500 }), (e) => e.code === "integer_above_max_value");
await assert.rejects(ask("x", { frobnicate: 1 }), (e) => e.code === "unknown_parameter");

// limits: told always, refused when switched on; the SDK waits and comes back
const { response } = await ask("x").withResponse();
assert.equal(response.headers.get("x-ratelimit-limit-requests"), "500");
const steer = (path, body) =>
  fetch(`${ctl}/packs/openai/${path}`, { method: "PUT", body: JSON.stringify(body) }).then((r) => assert.ok(r.ok));
await steer("faults", { faults: [{ error: "rate_limited" }] });
await assert.rejects(ask("x"), (e) => {
  assert.ok(e instanceof OpenAI.RateLimitError);
  assert.equal(e.headers.get("retry-after"), "1");
  return true;
});
const patient = make("sk-a", { maxRetries: 3 }).models.list();
await steer("faults", { faults: [] });
assert.ok((await patient).data.length > 5);
console.log("ok");
