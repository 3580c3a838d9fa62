// The zip container of an XLSX file, opened strictly: every entry's size and CRC-32 are checked, so that a damaged
// file is refused whole, and never half read. What it unpacks to is added up before anything is unpacked.
//
// Read from the end: end of central directory (PK 5 6) -> central headers (PK 1 2) -> local headers (PK 3 4) -> data.

import { crc32, inflateRawSync } from 'node:zlib'
import { Expected } from '../../problem.ts'

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** Bytes that one file may unpack to. */
const LARGEST = 1 << 28

/** Name -> contents. Throws Expected when the bytes are no zip file or any entry is damaged. */
export function openZip(bytes: Buffer): Map<string, Buffer> {
  try {
    return readEntries(bytes)
  } catch (error) {
    if (error instanceof Expected) throw error
    throw damaged((error as Error).message, error)
  }
}

const damaged = (why: string, cause?: unknown): Expected =>
  new Expected(`an undamaged .xlsx file (${why})`, { cause })

function readEntries(bytes: Buffer): Map<string, Buffer> {
  const directory = readDirectory(bytes)
  const total = [...directory.values()].reduce((sum, at) => sum + bytes.readUInt32LE(at + 24), 0)
  if (total > LARGEST) throw new Expected('an .xlsx file that unpacks to less than 256 MB')
  return new Map([...directory].map(([name, at]) => [name, readEntry(bytes, at, name)]))
}

/** Name -> where its central header is. */
function readDirectory(bytes: Buffer): Map<string, number> {
  const end = findEnd(bytes)
  const directory = new Map<string, number>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw damaged('its directory is broken')
    const lengths = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset)) as [number, number, number]
    const name = bytes.toString('utf8', at + 46, at + 46 + lengths[0])
    if (directory.has(name)) throw damaged(`${name} is in it twice`)
    directory.set(name, at)
    at += 46 + lengths[0] + lengths[1] + lengths[2]
  }
  return directory
}

function findEnd(bytes: Buffer): number {
  if (bytes.length === 0) throw new Expected('an .xlsx file; the file is empty')
  if (bytes.readUInt32BE(0) === 0xd0cf11e0)
    throw new Expected('an .xlsx file without a password, not the old .xls format')
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw damaged('it is no zip file, or its end is missing')
  return end
}

function readEntry(bytes: Buffer, at: number, name: string): Buffer {
  const method = bytes.readUInt16LE(at + 10)
  const crc = bytes.readUInt32LE(at + 16)
  const [packed, size, local] = [20, 24, 42].map(offset => bytes.readUInt32LE(at + offset)) as [
    number,
    number,
    number,
  ]
  if ((bytes.readUInt16LE(at + 8) & 1) !== 0) throw new Expected('an .xlsx file without a password')
  if (bytes.readUInt32LE(local) !== LOCAL) throw damaged(`${name} is not where the directory says`)
  checkLocal(bytes, { at, local, name })
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const raw = bytes.subarray(start, start + packed)
  if (method !== 0 && method !== 8) throw damaged(`${name} is packed in an unknown way`)
  const data = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) })
  if (data.length !== size || crc32(data) !== crc) throw damaged(`the checksum of ${name} is wrong`)
  return data
}

/** Readers that stream a file believe the local headers: they have to say what the directory says. */
function checkLocal(bytes: Buffer, { at, local, name }: { at: number; local: number; name: string }): void {
  const isStreamed = (bytes.readUInt16LE(local + 6) & 8) !== 0
  const length = isStreamed ? 4 : 20
  const hasName = bytes.toString('utf8', local + 30, local + 30 + bytes.readUInt16LE(local + 26)) === name
  const central = bytes.subarray(at + 8, at + 8 + length)
  const isSame = bytes.subarray(local + 6, local + 6 + length).equals(central)
  if (!hasName || !isSame) throw damaged(`the header of ${name} is broken`)
}
