// Where addresses are counted: each in one of SPOTS places, found by a keyed hash, so that nobody can aim at another's. Two
// addresses in one place share its limit, which is rare with 2^14 places.
//
//   a spot: place of the IPv6 /48 + 1, or 0 · 14 bits: place of the IPv4 address or of the IPv6 /64
//
// An IPv6 site has a /48, which is 65536 /64s: it is limited as a whole too, to SITE times the limit of one address.

import { createHash } from 'node:crypto'

export const SPOTS = 16_384
const PLACE_BITS = 14
/** The limit of an IPv6 /48, in limits of one address. */
export const SITE = 8

/** The spot of `address` as remote-address.ts shows it. */
export function spotAt(key: string, address: string): number {
  if (!address.includes(':')) return placeOf(key, address)
  const groups = address.split(':')
  const site = placeOf(key, `${groups.slice(0, 3).join(':')}/48`)
  return ((site + 1) << PLACE_BITS) | placeOf(key, groups.slice(0, 4).join(':'))
}

export const placeIn = (spot: number): number => spot & (SPOTS - 1)

/** The place of the IPv6 /48; undefined for IPv4. */
export const siteIn = (spot: number): number | undefined => {
  const site = spot >> PLACE_BITS
  return site === 0 ? undefined : site - 1
}

const placeOf = (key: string, text: string): number =>
  createHash('sha1').update(key).update(text).digest().readUInt16BE() % SPOTS
