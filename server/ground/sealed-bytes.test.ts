import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { openBytes, sealBytes } from './sealed-bytes.ts'

it('sealed bytes open with their key and for their purpose alone, and not when one of them was changed', () => {
  const [key, bytes] = [randomBytes(32), randomBytes(1_000)]
  const sealed = sealBytes(key, 'a picture', bytes)
  expect(sealed.includes(bytes.subarray(0, 16))).toBe(false)
  expect(openBytes(key, 'a picture', sealed)).toEqual(bytes)
  expect(openBytes(key, 'another', sealed)).toBeNull()
  expect(openBytes(randomBytes(32), 'a picture', sealed)).toBeNull()
  expect(openBytes(key, 'a picture', sealed.subarray(0, 20))).toBeNull()
  for (const at of [0, 13, sealed.length - 1]) {
    const bent = Buffer.from(sealed)
    bent[at] = (bent[at] ?? 0) ^ 1
    expect(openBytes(key, 'a picture', bent)).toBeNull()
  }
  expect(sealBytes(key, 'a picture', bytes).equals(sealed)).toBe(false)
})
