[#import "/spring/java.ftl" as java]
[#-- The JSON schema of a field's value. --]
[#function schema f]
  [#local type = f.required?then("string", "[string, 'null']")]
  [#switch f.kind]
    [#case "integer"][#return "type: " + f.required?then("integer", "[integer, 'null']") + ", format: int64"]
    [#case "boolean"][#return "type: " + f.required?then("boolean", "[boolean, 'null']")]
    [#case "decimal"][#return "type: " + type + ", pattern: '^-?\\d{1,16}(\\.\\d{1,2})?$', examples: ['12.50']"]
    [#case "date"][#return "type: " + type + ", format: date"]
    [#case "instant"][#return "type: " + type + ", format: date-time"]
    [#case "uuid"][#return "type: " + type + ", format: uuid"]
    [#case "email"][#return "type: " + type + ", format: email, maxLength: 254"]
    [#case "text"][#return "type: " + type + f.required?then(", minLength: 1", "") + ", maxLength: 4000"]
    [#default][#return "type: " + type + f.required?then(", minLength: 1", "") + ", maxLength: 200"]
  [/#switch]
[/#function]
openapi: 3.1.0
info:
  title: [=project.title]
  version: 0.1.0
  description: [=project.description]
security:
  - token: []
paths:
  [=resource.path]:
    post:
      summary: Create one
      operationId: create[=resource.type]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/[=resource.type]Request'}
      responses:
        '201':
          description: Created
          headers:
            Location: {schema: {type: string}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/[=resource.type]'}
        default: {$ref: '#/components/responses/Problem'}
    get:
      summary: List them, newest first
      operationId: list[=resource.types]
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 50}}
        - {name: after, in: query, description: The `next` of the page before, schema: {type: string}}
      responses:
        '200':
          description: A page
          content:
            application/json:
              schema: {$ref: '#/components/schemas/[=resource.type]Page'}
        default: {$ref: '#/components/responses/Problem'}
  [=resource.path]/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
    get:
      summary: Read one
      operationId: find[=resource.type]
      responses:
        '200':
          description: Found
          content:
            application/json:
              schema: {$ref: '#/components/schemas/[=resource.type]'}
        default: {$ref: '#/components/responses/Problem'}
    put:
      summary: Replace one
      operationId: update[=resource.type]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/[=resource.type]Request'}
      responses:
        '200':
          description: Replaced
          content:
            application/json:
              schema: {$ref: '#/components/schemas/[=resource.type]'}
        default: {$ref: '#/components/responses/Problem'}
    delete:
      summary: Delete one
      operationId: delete[=resource.type]
      responses:
        '204': {description: Deleted}
        default: {$ref: '#/components/responses/Problem'}
[#if has.flags]
  [=resource.path]/export:
    get:
      summary: The newest as a table, where the flag [=resource.file]-export is on
      operationId: export[=resource.types]
      responses:
        '200':
          description: A table
          content:
            text/csv:
              schema: {type: string}
        default: {$ref: '#/components/responses/Problem'}
  /api/flags:
    get:
      summary: Which features the user has
      operationId: flags
      responses:
        '200':
          description: By name
          content:
            application/json:
              schema: {type: object, additionalProperties: {type: boolean}}
        default: {$ref: '#/components/responses/Problem'}
[/#if]
[#if has.payments]
  [=resource.path]/{id}/payment:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
    post:
      summary: Pay for one
      operationId: pay[=resource.type]
      parameters:
        - name: Idempotency-Key
          in: header
          required: true
          description: Of the attempt; the same attempt is never charged twice
          schema: {type: string, minLength: 1, maxLength: 100}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/PaymentRequest'}
      responses:
        '201':
          description: Charged, or under way
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Payment'}
        '402': {$ref: '#/components/responses/Problem'}
        default: {$ref: '#/components/responses/Problem'}
    get:
      summary: How its payment stands
      operationId: find[=resource.type]Payment
      responses:
        '200':
          description: Found
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Payment'}
        default: {$ref: '#/components/responses/Problem'}
  /webhooks/stripe:
    post:
      summary: Stripe tells how a payment ended
      operationId: stripeWebhook
      security: []
      parameters:
        - {name: Stripe-Signature, in: header, required: true, schema: {type: string}}
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object}
      responses:
        '204': {description: Taken}
        default: {$ref: '#/components/responses/Problem'}
[/#if]
components:
  securitySchemes:
    token:
      type: http
      scheme: bearer
      bearerFormat: JWT
  responses:
    Problem:
      description: What went wrong (RFC 9457)
      content:
        application/problem+json:
          schema: {$ref: '#/components/schemas/Problem'}
  schemas:
    [=resource.type]Request:
      type: object
[#assign needed = resource.fields?filter(f -> f.required)?map(f -> f.name)]
[#if needed?size > 0]
      required: [[=needed?join(", ")]]
[/#if]
      properties:
[#list resource.fields as f]
        [=f.name]: {[=schema(f)]}
[/#list]
    [=resource.type]:
      allOf:
        - $ref: '#/components/schemas/[=resource.type]Request'
        - type: object
          required: [id, createdAt]
          properties:
            id: {type: string, format: uuid}
            createdAt: {type: string, format: date-time}
    [=resource.type]Page:
      type: object
      required: [items, next]
      properties:
        items:
          type: array
          items: {$ref: '#/components/schemas/[=resource.type]'}
        next: {type: [string, 'null']}
[#if has.payments]
    PaymentRequest:
      type: object
      required: [paymentMethod[#if java.amount(resource) == ""], amount[/#if]]
      properties:
        paymentMethod: {type: string, minLength: 1, maxLength: 200}
[#if java.amount(resource) == ""]
        amount: {type: string, pattern: '^\d{1,12}(\.\d{1,2})?$', examples: ['12.50']}
[/#if]
    Payment:
      type: object
      required: [id, reference, amount, status]
      properties:
        id: {type: string}
        reference: {type: string, format: uuid}
        amount: {type: string}
        status: {enum: [PENDING, SUCCEEDED, FAILED]}
[/#if]
    Problem:
      type: object
      properties:
        type: {type: string}
        title: {type: string}
        status: {type: integer}
        detail: {type: string}
        instance: {type: string}
        fields:
          type: array
          items:
            type: object
            properties:
              field: {type: string}
              problem: {type: string}
