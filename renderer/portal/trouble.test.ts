import { expect, it } from 'vitest'
import { type FaultCode, fault } from '../../src/fault.ts'
import { troubleOf } from './trouble.ts'

it.each<[FaultCode, number | null, boolean, string]>([
  ['server-unreachable', null, true, 'server-unreachable'],
  ['server-unreachable', null, false, 'offline'],
  ['server-unreachable', 503, false, 'server-unreachable'],
  ['server-slow', null, true, 'server-slow'],
  ['document-failed', 409, true, 'document-failed'],
  ['application-unknown', 404, true, 'gone'],
  ['proof-too-old', 403, true, 'proof-too-old'],
  ['server-nonsense', 404, true, 'gone'],
  ['server-nonsense', 400, true, 'other'],
  ['ledger-damaged', 409, true, 'other'],
])('%s under %s, online %s, is said as %s', (code, status, isOnline, said) => {
  expect(troubleOf({ fault: fault(code), status }, isOnline)).toBe(said)
})
