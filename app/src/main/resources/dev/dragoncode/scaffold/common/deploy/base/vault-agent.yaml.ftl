# How the agent beside the program gets its token: the address comes from VAULT_ADDR.
apiVersion: v1
kind: ConfigMap
metadata:
  name: [=project.name]-vault-agent
data:
  agent.hcl: |
    auto_auth {
      method "kubernetes" {
        mount_path = "auth/kubernetes"
        config = {
          role       = "[=project.name]"
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
