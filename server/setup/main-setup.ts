// What a capability gets on main, and where it adds what it brings: services and exit hooks on the node, routes on the
// web port, commands of the console. The node is `starting` until ready() and `stopping` from its stop on.

import type { Logger } from '../core/log/log.ts'
import type { LogOutlet } from '../core/log/log-outlet.ts'
import type { MetricBook } from '../core/metrics/metric-book.ts'
import type { Node } from '../core/node/node.ts'
import { CommandTable } from './commands.ts'
import { Health } from './health.ts'
import { Removers } from './removers.ts'
import { Routes } from './routes.ts'

export class MainSetup {
  readonly node: Node
  readonly log: Logger
  /** Where main's log lines go. */
  readonly outlet: LogOutlet
  /** Names of services that a test stands in for: nobody else launches them. */
  readonly standIns: ReadonlySet<string>
  /** Of the console, and of HTTP. */
  readonly commands = new CommandTable()
  readonly health = new Health(() => this.node.state)
  readonly routes = new Routes(this.health.routes)
  /** Of what is stored of players. */
  readonly removers = new Removers()

  constructor(node: Node, outlet: LogOutlet, standIns: ReadonlySet<string> = new Set()) {
    this.node = node
    this.outlet = outlet
    this.standIns = standIns
    this.log = node.thread.log
  }

  /** Texts that no line of a log shows. */
  get hidden(): readonly string[] {
    return this.outlet.hidden
  }

  /** What main shows to Prometheus; the other threads have their own, and a scrape merges them. */
  get metrics(): MetricBook {
    return this.node.thread.metrics
  }

  /** Runs at the stop, the last registered first, until `deadline` (of performance.now()). */
  onExit(name: string, run: (deadline: number) => unknown): void {
    this.node.onExit(name, run)
  }

  /** Runs when a worker has ended, before another takes its place; the last registered first. */
  onThreadLost(hear: (slot: number, life: number) => unknown): void {
    this.node.onWorkerLost(hear)
  }

  /** Runs when the node is told to look again at what lies outside of it. */
  onReload(name: string, run: () => unknown): void {
    this.node.thread.reloadHooks.add(name, run)
  }

  /** Everything has started: says so, with `fields`. */
  ready(fields: object): void {
    this.node.ready()
    this.log.info({ ...fields, pid: process.pid }, 'ready')
  }
}
