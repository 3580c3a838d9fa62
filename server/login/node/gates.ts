// The gates that players are sent to.

/** How clients reach the gate of a node. */
export interface GateAddress {
  /** `login.gate`; empty: the host at which a client has asked the login server, and this port. */
  url: string
  port: number
  tls: boolean
}

/** `host`: of the request, as in `play.example.com:8890`, `[::1]:8890`. */
export function gateUrl({ url, port, tls }: GateAddress, host: string): string {
  if (url !== '') return url
  const [name = 'localhost'] = /^(\[[\da-f:.]+\]|[\w.-]+)/i.exec(host) ?? []
  return `${tls ? 'wss' : 'ws'}://${name}:${port}`
}
