[#-- place: the namespace, after which its login and its secrets are named --]
# How the agent beside the program gets its token; the address comes from VAULT_ADDR.
auto_auth {
  method "kubernetes" {
    mount_path = "auth/kubernetes"
    config = {
      role       = "[=place]"
      token_path = "/var/run/secrets/vault/token"
    }
  }
  sink "file" {
    config = {
      path = "/vault/token/token"
      mode = 0640
    }
  }
}
