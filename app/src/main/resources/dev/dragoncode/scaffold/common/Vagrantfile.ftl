# A virtual machine with everything, for who may not run containers on their own: vagrant up && vagrant ssh
Vagrant.configure("2") do |config|
  config.vm.box = "bento/ubuntu-24.04"
  config.vm.box_version = "[=v["vagrant-ubuntu"]]"
  config.vm.hostname = "[=project.name]"
  config.vm.synced_folder ".", "/workspace"
  config.vm.network "forwarded_port", guest: [=stack.port], host: [=stack.port], host_ip: "127.0.0.1"
  config.vm.provider "virtualbox" do |machine|
    machine.cpus = 2
    machine.memory = 4096
  end
  config.vm.provision "shell", inline: <<~SHELL
    set -euo pipefail
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install --yes --no-install-recommends ca-certificates curl docker.io docker-compose-v2 git postgresql-client xz-utils
    usermod --append --groups docker vagrant
[#if stack.id == "spring"]
    install -d /etc/apt/keyrings
    curl --fail --silent --show-error --location https://packages.adoptium.net/artifactory/api/gpg/key/public \
      --output /etc/apt/keyrings/adoptium.asc
    echo "deb [signed-by=/etc/apt/keyrings/adoptium.asc] https://packages.adoptium.net/artifactory/deb noble main" \
      >/etc/apt/sources.list.d/adoptium.list
    apt-get update
    apt-get install --yes --no-install-recommends maven temurin-[=stack.runtimeVersion]-jdk
[#else]
    version="$(curl --fail --silent https://nodejs.org/dist/latest-v[=stack.runtimeVersion].x/SHASUMS256.txt | sed -n 's/.*  node-\\(v.*\\)-linux-x64.tar.xz/\\1/p')"
    cd /tmp
    curl --fail --silent --show-error --remote-name "https://nodejs.org/dist/$version/node-$version-linux-x64.tar.xz"
    curl --fail --silent "https://nodejs.org/dist/$version/SHASUMS256.txt" | grep "linux-x64.tar.xz$" | sha256sum --check
    tar --extract --xz --file "node-$version-linux-x64.tar.xz" --directory /usr/local --strip-components 1
[/#if]
  SHELL
end
