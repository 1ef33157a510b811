[#if stack.id == "spring"]
FROM eclipse-temurin:[=image("eclipse-temurin", stack.runtimeVersion)]-jdk-noble
RUN apt-get update \
 && apt-get install --yes --no-install-recommends bash-completion git maven openssh-client postgresql-client sudo \
 && rm -rf /var/lib/apt/lists/*
RUN usermod --login dev --home /home/dev --move-home ubuntu && groupmod --new-name dev ubuntu
[#else]
FROM node:[=image("node", stack.runtimeVersion)]-bookworm
RUN apt-get update \
 && apt-get install --yes --no-install-recommends bash-completion postgresql-client sudo \
 && rm -rf /var/lib/apt/lists/*
RUN usermod --login dev --home /home/dev --move-home node && groupmod --new-name dev node
[/#if]
USER dev
WORKDIR /workspace
