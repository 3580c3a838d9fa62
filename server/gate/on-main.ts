// The gate on main: its door, its certificate, and what all threads count together.

import { randomUUID } from 'node:crypto'
import type { Logger } from '../core/log/log.ts'
import { giveBack } from '../core/node/give-back.ts'
import type { Node } from '../core/node/node.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import { gateCommands } from './gate-commands.ts'
import { Admission, type AdmissionLimits, createAdmissionMemory } from './limit/admission.ts'
import { BufferBudget, createBufferMemory } from './limit/buffer-budget.ts'
import { roomForClients } from './limit/open-files.ts'
import { createOpenFilesMemory, OpenFilesWatch } from './limit/open-files-watch.ts'
import { createApp, listen, Master } from './master.ts'
import { Homes } from './relay/homes.ts'
import type { GateConfig, SessionConfig } from './settings.ts'
import type { Slave } from './slave.ts'
import { Certificate, type TlsOptions } from './transport/certificate.ts'
import type { TemplatedApp } from './transport/uws.ts'

/** What all threads of the gate share. */
export interface GateSeed {
  config: GateConfig
  session: SessionConfig
  limits: AdmissionLimits
  /** Whether new connections are closed at once. */
  openFilesMemory: SharedArrayBuffer
  /** What Apps are made with now. */
  tls: TlsOptions | null
  /** Keys the places of addresses in the counters. */
  admissionKey: string
  admissionMemory: SharedArrayBuffer
  bufferMemory: SharedArrayBuffer
  /** How many are away, and what is kept for sessions. */
  awayMemory: SharedArrayBuffer
  keptMemory: SharedArrayBuffer
}

export interface MainGate {
  /** What listens; with `threads: 0` it serves as well. */
  app: TemplatedApp
  seed: GateSeed
  /** Lets clients in; returns the port. Throws StartError when it is taken. */
  listen(): Promise<number>
}

export interface GateOnMainOptions {
  gate: GateConfig
  session: SessionConfig
  threads: number
}

/** ms after the start, if nobody has come until then. */
const IDLE_AFTER = 1000

/** Throws StartError when the certificate can't be used. */
export async function gateOnMain(
  setup: MainSetup,
  { gate, session, threads }: GateOnMainOptions,
): Promise<MainGate> {
  const certificate = gate.tls
    ? new Certificate({ files: gate.tls, log: setup.log, onNew: tls => renew(setup.node, seed, tls) })
    : undefined
  setup.onExit('certificate', () => certificate?.close())
  if (certificate) setup.onReload('certificate', () => certificate.reload())
  const seed: GateSeed = {
    config: gate,
    session,
    limits: { ...gate, maxClients: clientsThatFit(gate.maxClients, threads, setup.log) },
    openFilesMemory: createOpenFilesMemory(),
    tls: certificate?.tls ?? null,
    admissionKey: randomUUID(),
    admissionMemory: createAdmissionMemory(),
    bufferMemory: createBufferMemory(),
    awayMemory: createBufferMemory(),
    keptMemory: createBufferMemory(),
  }
  setup.commands.add(gateCommands(setup.node))
  const app = createApp(seed.tls)
  await serveWorkers(setup, seed, app)
  // With `threads: 0` it closes as the gate of main's thread.
  if (threads > 0) setup.onExit('gate', () => app.close())
  return { app, seed, listen: () => letIn(setup, seed, app) }
}

/** Workers get their share of new connections, and what a dead one held is free again. */
async function serveWorkers(setup: MainSetup, seed: GateSeed, app: TemplatedApp): Promise<void> {
  const admission = new Admission(seed.admissionMemory, seed.limits, { slot: 0, key: seed.admissionKey })
  const budgets = [seed.bufferMemory, seed.awayMemory, seed.keptMemory].map(
    memory => new BufferBudget(memory, 0, 0),
  )
  const master = await setup.node.launch(Master, { app }, { name: '.gate' })
  const homes = await setup.node.launch(Homes, undefined, { name: '.homes' })
  setup.onThreadLost((_slot, life) => homes.call.lost(life))
  setup.onThreadLost(async slot => {
    await master.call.remove(slot)
    admission.clear(slot)
    for (const budget of budgets) budget.clear(slot)
  })
}

async function letIn(setup: MainSetup, seed: GateSeed, app: TemplatedApp): Promise<number> {
  const { host, port } = seed.config
  const listener = await listen(app, host, port)
  const openFiles = new OpenFilesWatch(seed.openFilesMemory, setup.log)
  const admission = new Admission(seed.admissionMemory, seed.limits, { slot: 0, key: seed.admissionKey })
  const isIdle = () => admission.clients === 0
  const idle = setTimeout(() => void giveBack(setup.node, isIdle), IDLE_AFTER).unref()
  setup.onExit('accepting', () => {
    clearTimeout(idle)
    listener.stop()
    openFiles.close()
  })
  return listener.port
}

/** Every thread serves new connections with this certificate, as do the workers that are started from now on. */
async function renew(node: Node, seed: GateSeed, tls: TlsOptions): Promise<void> {
  const old = seed.tls
  seed.tls = tls
  try {
    for (const slot of node.slots) await (await node.query<Slave>(`.gate/${slot}`)).call.renew(tls)
  } catch (error) {
    seed.tls = old
    throw error
  }
}

/** `gate.maxClients`, or what the system lets the process have, which is warned of. */
function clientsThatFit(maxClients: number, threads: number, log: Logger): number {
  const { clients, limit, wanted } = roomForClients(maxClients, threads)
  if (clients < maxClients) {
    log.warn(
      { openFiles: limit, clients },
      `gate.maxClients is ${maxClients}, but the process may open ${limit} files: only ${clients} clients are let in; set ulimit -n (LimitNOFILE) to ${wanted}`,
    )
  }
  return clients
}
