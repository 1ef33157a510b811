ARG NODE_IMAGE=node:[=image("node", stack.runtimeVersion)]-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit

FROM ${NODE_IMAGE}
# Connections are let go of only after load balancers have had time to notice.
ENV NODE_ENV=production HOST=0.0.0.0 SHUTDOWN_DRAIN_MS=5000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY public public
[#if has.database]
COPY migrations migrations
[/#if]
[#if has.flags]
COPY flags flags
[/#if]
# The image's user "node", as a number, so that an orchestrator can tell that it is not root.
USER 1000:1000
EXPOSE [=stack.port]
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "dist/healthcheck.js"]
[#if has.telemetry]
CMD ["node", "--import", "./dist/telemetry/tracing.js", "dist/main.js"]
[#else]
CMD ["node", "dist/main.js"]
[/#if]
