import { expect, it } from 'vitest'
import { choosePorts, freePort } from './ports.ts'

it('gives no port twice, however often any will do', async () => {
  const wanted = Object.fromEntries(Array.from({ length: 60 }, (_, nth) => [`port${nth}`, 0]))
  for (let round = 0; round < 40; round++) {
    const ports = Object.values(await choosePorts(wanted))
    expect(new Set(ports).size).toBe(ports.length)
  }
})

it('does not give a port that was promised to another', async () => {
  const first = await freePort(0)
  expect(await freePort(first, new Set([first]))).not.toBe(first)
})
