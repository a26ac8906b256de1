import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import { CAS_CONTRACT, deskAt } from './cas-contract.ts'

const ZERO = { number: '0020210001', password: 'secret', name: { zh: '零', en: 'ZERO' } }
let campus: Campus
beforeAll(async () => {
  campus = await startCampus({ people: [ZERO], cas: {} })
})
afterAll(() => campus.close())

describe('between the CAS double and the client', () => {
  it.each(Object.entries(CAS_CONTRACT))('%s', async (_, sentence) => {
    await sentence(deskAt({ baseUrl: campus.cas!.baseUrl(), username: ZERO.number, password: ZERO.password }))
  })
})
