import { expect, it } from 'vitest'
import { onOwnPort, PortRefused } from './own-port.ts'

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(`listen ${code}`), { code }))

it('starts what can have its port', async () => {
  expect(await onOwnPort('the gateway', 7801, async port => `on ${port}`)).toBe('on 7801')
})

it.each([
  [
    'EADDRINUSE',
    'Port 80 of the gateway is taken by another program: end that program, or start the demo again with --any-ports.',
  ],
  ['EACCES', 'Port 80 of the gateway is not allowed by this system: start the demo again with --any-ports.'],
])('says what to do after %s', async (code, sentence) => {
  await expect(onOwnPort('the gateway', 80, failing(code))).rejects.toThrow(new PortRefused(sentence))
})

it('leaves other faults as they are', async () => {
  await expect(onOwnPort('the gateway', 80, failing('EMFILE'))).rejects.not.toBeInstanceOf(PortRefused)
})
