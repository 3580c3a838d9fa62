// What a start on a terminal says last: where to click.

import { isIP } from 'node:net'

export interface GreetedServer {
  version: string
  /** undefined where it is turned off. */
  webPort: number | undefined
  consolePort: number | undefined
  gatePort: number | undefined
  loginPort: number | undefined
  web: { host: string; page: boolean }
  gate: { host: string; tls: boolean }
  login: { host: string }
}

export function greetingOf(server: GreetedServer): string {
  const { version, webPort, consolePort, gatePort, loginPort, web, gate, login } = server
  const page = `http://${hereOf(web.host)}:${webPort}`
  const lines: [what: string, where: string][] = []
  if (webPort !== undefined && web.page) lines.push(['page', `${page}/`], ['manual', `${page}/docs`])
  if (consolePort !== undefined) lines.push(['console', `nc 127.0.0.1 ${consolePort}`])
  if (loginPort !== undefined) lines.push(['login', `http://${hereOf(login.host)}:${loginPort}`])
  if (gatePort !== undefined)
    lines.push(['game', `${gate.tls ? 'wss' : 'ws'}://${hereOf(gate.host)}:${gatePort}`])
  const shown = lines.map(([what, where]) => `  ➜  ${what.padEnd(9)}${where}`)
  return ['', `  Gatehouse ${version}`, '', ...shown, ''].join('\n')
}

/** The host by which this machine reaches what listens on `host`. */
function hereOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}
