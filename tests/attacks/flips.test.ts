import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CORPUS } from './corpus.ts'
import { judge, POLICIES } from './judge.ts'

/** Good files of every layout and level. One changed byte anywhere must be seen. */
const FLIPPED = [
  'good/table',
  'good/xref-stream',
  'good/object-stream',
  'good/signed-later',
  'good/rsa-2048',
  'good/b-t',
]
/** Files with revisions behind the signed one: there a change may still be permitted, but it is never simply valid. */
const LATER = ['good/b-lt', 'good/b-lta', 'good/second-signature', 'good/document-stamp']
const RUNS = 150

const fileOf = (id: string): Uint8Array => CORPUS.find(one => one.id === id)!.make().pdf

describe('one changed byte', () => {
  it.each([...FLIPPED, ...LATER])('makes %s anything but valid', async id => {
    const pdf = fileOf(id)
    await fc.assert(
      fc.asyncProperty(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = pdf.slice()
        changed[at]! ^= mask
        for (const policy of POLICIES) {
          const { verdict, printable } = await judge({ pdf: changed }, policy)
          expect(verdict, `byte ${at} ^ ${mask}`).not.toBe('valid')
          if (FLIPPED.includes(id)) expect(printable, `byte ${at} ^ ${mask}`).toBe(false)
        }
      }),
      { numRuns: RUNS },
    )
  })

  // In the gap stand certificates and stamps, which no signature covers: a broken one may be replaced by one of the store.
  it.each(LATER)('that the first signature of %s covers makes it unprintable', async id => {
    const pdf = fileOf(id)
    const file = Buffer.from(pdf)
    const gap = file.indexOf('/Contents <')
    const rest = file.indexOf('>', gap) + 1
    const end = file.indexOf('%%EOF')
    const covered = fc.oneof(fc.nat(gap), fc.integer({ min: rest, max: end - 1 }))
    await fc.assert(
      fc.asyncProperty(covered, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = pdf.slice()
        changed[at]! ^= mask
        expect((await judge({ pdf: changed }, 'kiosk-strict')).printable, `byte ${at} ^ ${mask}`).toBe(false)
      }),
      { numRuns: RUNS },
    )
  })
})
