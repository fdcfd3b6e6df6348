# One image for the gateway, each subgraph, and the stand-in: docker-compose.yml says which main.js runs.
FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN npm install --no-audit --no-fund && npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-slim
WORKDIR /app
COPY --from=build --chown=node:node /app /app
USER node
ENV HOST=0.0.0.0
# A bound for the heap, under which it is cleaned up earlier: half the memory for some percent of CPU (bench/README.md).
ENV NODE_OPTIONS="--max-old-space-size=1024 --max-semi-space-size=16"
CMD ["node", "gateway/dist/main.js"]
