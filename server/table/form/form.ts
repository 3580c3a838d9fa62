// The shared form: all tables of one version in one SharedArrayBuffer, little-endian, read in place by every thread.
// A buffer is written once, before any other thread has it, and never again. On disk it is the same bytes.
//
//   byte 0   u32   0x31544847, "GHT1"
//        4   u32   number of the version
//        8   u32   CRC-32 of everything from byte 16 to the end
//       12   u32   0
//       16   u32   length of the description in bytes
//       20   u32   0
//       24   f64   where the heap begins, in bytes
//       32         the description: JSON (UTF-8) of what FormTable says, padded with spaces to a multiple of 8
//        …         cells of 8 bytes: of each table its rows, then its indexes
//        …         the heap: bytes of texts and JSON values, each stored once
//
// A row is one cell for each column, one after the other, at cell `at + row * columns`:
//   number, date, boolean   f64: the number, ms since 1970, 0 or 1;  NaN: undefined, +Infinity: null
//   text, json              u32 offset in the heap, u32 length in bytes;  0xffffffff: undefined, 0xfffffffe: null
//
// An index is an open hash table of `mask + 1` cells from cell `slots`, probed one by one from `hash & mask`:
//   u32 hash, u32 found     found is 0 in an empty cell, else
//     of a unique index     1 + the row
//     of any other          1 + the position, in words of 4 bytes from `lists`, of: u32 count, then u32 rows
// The hash is hashKey of the key's columns (hash.ts). Rows without a value in an indexed column are not in the index.

import { crc32 } from 'node:zlib'
import type { IndexLayout, TableLayout } from '../define/layout.ts'

export const MAGIC = 0x31544847
export const HEADER_BYTES = 32
export const UNDEFINED = 0xffffffff
export const NULL = 0xfffffffe

export interface FormIndex extends IndexLayout {
  /** First cell of the hash table. */
  slots: number
  mask: number
  /** First word of the lists; 0 for a unique index. */
  lists: number
}

export interface FormTable extends Omit<TableLayout, 'indexes'> {
  size: number
  /** First cell of the rows. */
  at: number
  indexes: readonly FormIndex[]
}

export interface Form {
  buffer: SharedArrayBuffer
  version: number
  checksum: number
  heapStart: number
  tables: readonly FormTable[]
}

/**
 * Memory for a form. Growable, though it never grows: such memory is mapped by itself and goes back to the system when
 * the last reader is gone; what malloc gives stays with the process, in pieces (690 MB after 1000 versions of 0.6 MB,
 * 140 this way). Views on it need a length of their own, without one they are slow.
 */
export const allocateForm = (bytes: number): SharedArrayBuffer =>
  new SharedArrayBuffer(bytes, { maxByteLength: bytes })

/** Reads the head. Throws when the bytes are no form; the checksum is `verifyForm`'s work. */
export function openForm(buffer: SharedArrayBuffer): Form {
  const view = new DataView(buffer)
  if (buffer.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new Error('not a table form')
  const length = view.getUint32(16, true)
  const bytes = Buffer.from(buffer, HEADER_BYTES, length)
  return {
    buffer,
    version: view.getUint32(4, true),
    checksum: view.getUint32(8, true),
    heapStart: view.getFloat64(24, true),
    tables: JSON.parse(bytes.toString()) as FormTable[],
  }
}

/** CRC-32 of all that is protected: 1 GB takes about a second. */
export const checksumOf = (buffer: SharedArrayBuffer): number => crc32(Buffer.from(buffer, 16))

/** Are the bytes those that were written? */
export const verifyForm = (buffer: SharedArrayBuffer): boolean =>
  checksumOf(buffer) === new DataView(buffer).getUint32(8, true)

/** Gives a form another version number; only before any reader has it. */
export const setVersion = (buffer: SharedArrayBuffer, version: number): void =>
  new DataView(buffer).setUint32(4, version, true)
