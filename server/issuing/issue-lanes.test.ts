import { expect, it } from 'vitest'
import { ok } from '../../src/result.ts'
import { sampleRequest, sampleSubject } from '../documents/sample-subjects.ts'
import { createIssueLanes } from './issue-lanes.ts'

/** An issuer whose documents are finished by the test. */
function heldIssuer() {
  const begun: { number: string; finish: () => void }[] = []
  const issue = (request: ReturnType<typeof sampleRequest>) =>
    new Promise<ReturnType<typeof ok<never>>>(resolve => {
      const pdf = new Uint8Array() as never
      begun.push({ number: request.documentNumber, finish: () => resolve(ok(pdf)) })
    })
  return { begun, issue }
}
const request = (documentNumber: string) => ({ ...sampleRequest('transcript', 'zh', sampleSubject()), documentNumber })
const turn = () => new Promise(resolve => setImmediate(resolve))

it('lets visitors go first and batches use what is left', async () => {
  const { begun, issue } = heldIssuer()
  const lanes = createIssueLanes(issue, 2)
  const all = ['b1', 'b2', 'b3', 'b4'].map(number => lanes.background(request(number)))
  await turn()
  expect(begun.map(({ number }) => number)).toEqual(['b1', 'b2'])
  all.push(lanes.interactive(request('v1')), lanes.interactive(request('v2')))
  expect(begun.map(({ number }) => number)).toEqual(['b1', 'b2', 'v1', 'v2'])
  begun[0]?.finish()
  begun[1]?.finish()
  await turn()
  // Two visitors fill both workers: the batch waits.
  expect(begun).toHaveLength(4)
  begun[2]?.finish()
  await turn()
  expect(begun.map(({ number }) => number)).toEqual(['b1', 'b2', 'v1', 'v2', 'b3'])
  begun[3]?.finish()
  await turn()
  expect(begun.at(-1)?.number).toBe('b4')
  for (const { finish } of begun) finish()
  await Promise.all(all)
})

it('goes on after a document that broke', async () => {
  const lanes = createIssueLanes(() => Promise.reject(new Error('broken')), 1)
  const [one, two] = [lanes.background(request('b1')), lanes.background(request('b2'))]
  await expect(one).rejects.toThrow('broken')
  await expect(two).rejects.toThrow('broken')
})
