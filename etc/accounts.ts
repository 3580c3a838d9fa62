// Players register and log in: the login server runs in this process (login.port, on this machine only), and the gate takes its
// tokens. For players, put a proxy with TLS in front of both (deployment.md), and the public address of the gate in login.gate.

import { defineConfig } from '../server/config.ts'

export default defineConfig({
  auth: { kind: 'accounts' },
})
