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
  console: { host: string }
  gate: { host: string; tls: boolean }
  login: { host: string }
}

export function greetingOf(server: GreetedServer): string {
  const { version, webPort, consolePort, gatePort, loginPort, web, gate, login } = server
  const page = `http://${hereOf(web.host)}:${webPort}`
  const lines: [what: string, where: string][] = []
  if (webPort !== undefined && web.page) lines.push(['page', `${page}/`], ['manual', `${page}/docs`])
  if (consolePort !== undefined) lines.push(['console', `nc ${bareHost(server.console.host)} ${consolePort}`])
  if (loginPort !== undefined) lines.push(['login', `http://${hereOf(login.host)}:${loginPort}`])
  if (gatePort !== undefined)
    lines.push(['game', `${gate.tls ? 'wss' : 'ws'}://${hereOf(gate.host)}:${gatePort}`])
  const shown = lines.map(([what, where]) => `  ➜  ${what.padEnd(9)}${where}`)
  return ['', `  Gatehouse ${version}`, '', ...shown, ''].join('\n')
}

/** The host by which this machine reaches what listens on `host`. */
function hereOf(host: string): string {
  if (isEverywhere(host)) return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}

const bareHost = (host: string): string => (isEverywhere(host) ? '127.0.0.1' : host)

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::'
