// The certificate of wss and its renewals: read by main, checked, and passed to the Apps of all threads. The files are
// polled, so that a renewal takes effect without a restart, however it arrives (written in place, renamed over, a link
// switched to another folder). A pair that cannot be used changes nothing and is logged once.
//
// Apps accept only files. They get unlinked copies, so that what was checked is what serves, even in a worker that is
// started later, when the files may be in the middle of the next renewal.

import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { StartError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { systemClock } from '../../lib/clock.ts'

export interface TlsOptions {
  key: string
  cert: string
  passphrase: string
}

interface Pair {
  key: Buffer
  cert: Buffer
  hash: string
}

export interface CertificateOptions {
  files: TlsOptions
  log: Logger
  /** Puts it to use on all threads. When it throws, the old one stays and this one is tried again. */
  onNew(tls: TlsOptions): Promise<void>
  /** ms between two looks at the files. */
  interval?: number
}

const INTERVAL = 2000

export class Certificate {
  readonly #options: CertificateOptions
  readonly #timer: NodeJS.Timeout
  #serving: string
  /** The hash of the pair found last. It is used when it is found twice: at first it may be half of two pairs. */
  #seen = ''
  #refused = ''
  #held: Held
  #isLooking = false

  /** Throws StartError when the pair cannot be used. */
  constructor(options: CertificateOptions) {
    this.#options = options
    const pair = read(options.files)
    tryOut(pair, options.files)
    this.#serving = pair.hash
    this.#held = hold(pair, options.files)
    this.#timer = setInterval(() => void this.#look(), options.interval ?? INTERVAL).unref()
  }

  /** What new Apps are made with. */
  get tls(): TlsOptions {
    return this.#held.tls
  }

  /** Uses the pair that is in the files now. Throws when it cannot be used. */
  async reload(): Promise<void> {
    const pair = read(this.#options.files)
    if (pair.hash !== this.#serving) await this.#take(pair)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#held.close()
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const pair = read(this.#options.files)
      const isSettled = pair.hash === this.#seen
      this.#seen = pair.hash
      if (isSettled && pair.hash !== this.#serving && pair.hash !== this.#refused) await this.#take(pair)
    } catch (error) {
      this.#refuse(error as Error)
    } finally {
      this.#isLooking = false
    }
  }

  async #take(pair: Pair): Promise<void> {
    const { files, onNew, log } = this.#options
    const certificate = tryOut(pair, files)
    if (Date.parse(certificate.validTo) < systemClock.now())
      throw new Error(`${files.cert} expired on ${certificate.validTo}`)
    const held = hold(pair, files)
    try {
      await onNew(held.tls)
    } catch (error) {
      held.close()
      throw error
    }
    this.#held.close()
    this.#held = held
    this.#serving = pair.hash
    this.#refused = ''
    const { serialNumber: serial, validTo } = certificate
    log.info({ serial, validTo }, 'new connections are served with a new certificate')
  }

  /** Once for each pair. */
  #refuse(error: Error): void {
    if (this.#refused === this.#seen) return
    this.#refused = this.#seen
    this.#options.log.error({ err: error }, 'the new certificate cannot be used; the old one stays in use')
  }
}

/** Throws StartError naming the setting whose file cannot be read. */
function read({ key, cert }: TlsOptions): Pair {
  const pair = { key: readOne('key', key), cert: readOne('cert', cert) }
  const hash = createHash('sha256').update(pair.key).update('\0').update(pair.cert).digest('hex')
  return { ...pair, hash }
}

function readOne(name: 'key' | 'cert', file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new StartError(`gate.tls.${name}: ${(error as Error).message}`)
  }
}

/** Throws StartError when key and certificate cannot be parsed or do not belong together. */
function tryOut({ key, cert }: Pair, files: TlsOptions): X509Certificate {
  try {
    createSecureContext({ key, cert, passphrase: files.passphrase })
    return new X509Certificate(cert)
  } catch (error) {
    throw new StartError(
      `gate.tls: ${files.key} and ${files.cert} can't be used: ${(error as Error).message}`,
    )
  }
}

interface Held {
  tls: TlsOptions
  close(): void
}

/** Unlinked copies, reached by their descriptors; where a system has no /proc, the files themselves. */
function hold({ key, cert }: Pair, files: TlsOptions): Held {
  if (!existsSync('/proc/self/fd')) return { tls: files, close: () => undefined }
  const fds = [holdOne(key), holdOne(cert)]
  const [heldKey, heldCert] = fds.map(fd => `/proc/self/fd/${fd}`)
  const tls = { key: heldKey!, cert: heldCert!, passphrase: files.passphrase }
  return { tls, close: () => fds.forEach(closeSync) }
}

function holdOne(bytes: Buffer): number {
  const path = join(tmpdir(), `gatehouse-${randomUUID()}`)
  const fd = openSync(path, 'wx', 0o600)
  unlinkSync(path)
  writeFileSync(fd, bytes)
  return fd
}
