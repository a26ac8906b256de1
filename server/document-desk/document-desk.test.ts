import { afterAll, beforeAll, expect, it } from 'vitest'
import { samplePeople } from '../../demo/university/notable.ts'
import { DOCUMENT_DESK_ROUTES, documentPageSchema } from '../../src/contract/document-desk-api.ts'
import { FOUR_EYES_ROUTES } from '../../src/contract/four-eyes-api.ts'
import { PEOPLE_ROUTES } from '../../src/contract/people-api.ts'
import { AFFAIRS } from '../../tests/peers/approvals-world.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import type { StaffBrowser } from '../../tests/peers/staff-browser.ts'
import { createStaffPeople, type StaffPerson } from '../../tests/peers/staff-people.ts'

const PUBLIC = 'https://print.example.edu.cn'
const students = samplePeople().flatMap(({ person, study }) =>
  study && person.group === 'undergraduate' && person.status === 'enrolled' ? [person] : [],
)
const [first, second] = [students[0]!, students[1]!]
type Student = Pick<(typeof students)[number], 'number'>
const TRANSCRIPT = { kind: 'transcript', edition: 'zh' }

let world: ServerWorld
let registrar: StaffPerson
let other: StaffPerson
let operator: StaffPerson
beforeAll(async () => {
  world = await startServerWorld(null)
  world.issuer.approvals = new Map([['transcript', AFFAIRS]])
  const people = createStaffPeople(world, PUBLIC)
  registrar = await people.invited('registrar', ['*'])
  other = await people.invited('registrar', ['*'])
  operator = await people.invited('operator', ['*'])
})
afterAll(() => world.close())

const say = async (held: StaffBrowser, route: keyof typeof DOCUMENT_DESK_ROUTES, body: object = {}, id = '') => {
  const { method, path } = DOCUMENT_DESK_ROUTES[route]
  const address = path.replace(/:\w+/, id)
  const { status, text } = method === 'GET' ? await held.open(address) : await held.postJson(address, body)
  return { status, json: text === '' ? null : JSON.parse(text) }
}
/** As the browser knows somebody: by what the server has sealed. */
const keyOf = async (held: StaffBrowser, { number }: Student) => {
  const { text } = await held.postJson(PEOPLE_ROUTES.findPeople.path, { by: 'number', search: number })
  return (JSON.parse(text) as { people: { personId: string }[] }).people[0]!.personId
}
const draft = async (held: StaffBrowser, who: Student, replaces: string | null = null) =>
  say(held, 'draftDocument', {
    ...{ ...TRANSCRIPT, personId: await keyOf(held, who), replaces, reason: '柜台办理' },
  })
const issue = async (held: StaffBrowser, who: Student, replaces: string | null = null) => {
  const drafted = await draft(held, who, replaces)
  expect(drafted.status, JSON.stringify(drafted.json)).toBe(200)
  const { documentId } = drafted.json as { documentId: string }
  const issued = await say(held, 'issueDraft', {}, documentId)
  expect(issued.status, JSON.stringify(issued.json)).toBe(200)
  return { documentId, documentNumber: issued.json.documentNumber as string }
}
const page = async (held: StaffBrowser, documentId: string) =>
  documentPageSchema.parse((await say(held, 'issuedDocument', {}, documentId)).json)
const numbersOf = (answer: { json: { rows: { documentNumber: string }[] } }) =>
  answer.json.rows.map(({ documentNumber }) => documentNumber)

it('issues for a person what was looked at, and nothing before', async () => {
  const held = await registrar.loggedIn()
  const drafted = await draft(held, first)
  const { documentId, token } = drafted.json as { documentId: string; token: string }
  expect((await say(held, 'issuedDocument', {}, documentId)).status).toBe(404)
  // Another session may neither see nor issue it.
  const elsewhere = await other.loggedIn()
  expect((await say(elsewhere, 'issueDraft', {}, documentId)).status).toBe(404)
  const pages = `/v1/staff/documents/${documentId}/pages/1?token=${token}`
  expect((await elsewhere.open(pages)).status).toBe(404)
  expect((await held.open(pages.replace(/token=.*/, 'token=x'))).status).toBe(404)
  expect((await say(held, 'issueDraft', {}, documentId)).status).toBe(200)
  expect((await say(held, 'issueDraft', {}, documentId)).status).toBe(404)
  const issued = await page(held, documentId)
  expect(issued).toMatchObject({ way: 'desk', state: 'valid' })
  expect(JSON.stringify(issued)).not.toContain(first.personId)
  const looks = await held.postJson(PEOPLE_ROUTES.personPage.path, { personId: issued.personId })
  expect(JSON.parse(looks.text).looks).toMatchObject([{ reason: '柜台办理' }])
  expect((await draft(await operator.loggedIn(), first)).status).toBe(403)
})

it('finds by number on the paper, person, kind, state and day', async () => {
  const held = await registrar.loggedIn()
  const { documentId, documentNumber } = await issue(held, second)
  const find = (wish: object) => say(held, 'issuedDocuments', wish)
  expect(numbersOf(await find({ search: ` ${documentNumber.toLowerCase()} ` }))).toEqual([documentNumber])
  expect(numbersOf(await find({ number: second.number }))).toEqual([documentNumber])
  expect(numbersOf(await find({ number: '0' }))).toEqual([])
  expect(numbersOf(await find({ search: 'no such thing' }))).toEqual([])
  expect(numbersOf(await find({ kind: 'enrolment-proof' }))).toEqual([])
  expect(numbersOf(await find({ state: 'valid' }))).toContain(documentNumber)
  expect(numbersOf(await find({ from: '2001-01-01', to: '2001-01-02' }))).toEqual([])
  const today = new Date(world.clock.now()).toISOString().slice(0, 10)
  expect(numbersOf(await find({ from: today, to: today }))).toContain(documentNumber)
  const one = await find({ limit: 1 })
  const next = await find({ limit: 1, after: one.json.next })
  expect(numbersOf(next)).not.toEqual(numbersOf(one))
  expect(JSON.stringify((await find({})).json)).not.toContain(second.nameZh)
  expect(documentId).toMatch(/^[\w-]{22}$/)
})

it('revokes with a reason, and puts another in the place of one', async () => {
  const held = await registrar.loggedIn()
  const older = await issue(held, first)
  const wrong = await draft(held, second, older.documentId)
  expect(wrong.json).toEqual({ reason: 'not-of-one-person' })
  const newer = await issue(held, first, older.documentId)
  expect(await page(held, older.documentId)).toMatchObject({
    state: 'replaced',
    replacedBy: { documentNumber: newer.documentNumber },
  })
  expect((await draft(held, first, older.documentId)).json).toEqual({ reason: 'not-valid' })
  const reason = 'issued-in-error'
  expect((await say(held, 'revokeIssued', { reason }, newer.documentId)).status).toBe(200)
  expect((await say(held, 'revokeIssued', { reason }, newer.documentId)).json).toEqual({ reason: 'revoked-already' })
  expect(await page(held, newer.documentId)).toMatchObject({ state: 'revoked', reason })
  expect((await say(held, 'issuedDocuments', { state: 'revoked' })).json.rows).toHaveLength(1)
})

it('takes many back only as two people agree', async () => {
  const held = await registrar.loggedIn()
  const many = [await issue(held, first), await issue(held, second)]
  const documentNumbers = many.map(one => one.documentNumber)
  const wish = (lines: string[]) => ({ which: { documentNumbers: lines }, reason: 'record-corrected', why: '成绩更正' })
  const faulty = await say(held, 'proposeRevocation', wish([documentNumbers[0]!, 'nonsense', '', documentNumbers[0]!]))
  expect(faulty.json).toEqual({
    faults: [
      { line: 2, what: 'unknown' },
      { line: 4, what: 'twice' },
    ],
  })
  const drafted = await say(held, 'proposeRevocation', wish(documentNumbers))
  expect(drafted.json).toMatchObject({ documents: 2 })
  expect(await page(held, many[0]!.documentId)).toMatchObject({ state: 'valid' })
  const colleague = await other.loggedIn()
  const { proposalId } = drafted.json as { proposalId: string }
  const path = FOUR_EYES_ROUTES.proposal.path.replace(':proposalId', proposalId)
  const { seen } = JSON.parse((await colleague.open(path)).text) as { seen: string }
  const agree = FOUR_EYES_ROUTES.agreeToProposal.path.replace(':proposalId', proposalId)
  expect((await held.postJson(agree, { seen })).status).toBeGreaterThanOrEqual(400)
  const agreed = await colleague.postJson(agree, { seen })
  expect(agreed.text).toContain('carried-out')
  for (const { documentId } of many)
    expect(await page(held, documentId)).toMatchObject({ state: 'revoked', reason: 'record-corrected' })
})

it('has documents made for a list, once it is right, and hands them out as one file', async () => {
  const held = await registrar.loggedIn()
  const numbers = students.slice(2, 6).map(({ number }) => number)
  const bad = await say(held, 'checkClass', { ...TRANSCRIPT, numbers: [numbers[0], '', '99', numbers[0]] })
  expect(bad.json).toEqual({
    documents: 1,
    faults: [
      { line: 3, what: 'unknown' },
      { line: 4, what: 'twice' },
    ],
  })
  const wish = { ...TRANSCRIPT, title: '2023 级 1 班', numbers }
  expect((await say(held, 'issueClass', { ...wish, numbers: ['99'] })).json).toEqual({ reason: 'list-has-faults' })
  const begun = await say(held, 'issueClass', wish)
  expect(begun.status, JSON.stringify(begun.json)).toBe(200)
  const { batchId } = begun.json as { batchId: string }
  await world.server().doors.issuing.batches.goOn(batchId)
  const { json } = await say(held, 'deskBatch', {}, batchId)
  expect(json).toMatchObject({ title: '2023 级 1 班', items: 4, issued: 4, failed: 0, waiting: 0, failures: [] })
  expect((await say(held, 'issueClass', wish)).json).toEqual({ batchId })
  expect((await say(held, 'deskBatches')).json.rows).toMatchObject([{ batchId }])
  const zip = await held.open(`/staff/batches/${batchId}/zip`)
  expect(zip.status).toBe(200)
  expect(zip.text).toContain(`${numbers[0]} ${students[2]!.nameZh}`)
  expect((await (await operator.loggedIn()).open(`/staff/batches/${batchId}/zip`)).status).toBe(403)
  expect((await held.open(`/staff/batches/${'x'.repeat(22)}/zip`)).status).toBe(404)
})
