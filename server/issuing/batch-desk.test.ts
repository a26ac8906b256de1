import { afterEach, beforeEach, expect, it } from 'vitest'
import { NOTABLE_CARDS, samplePeople } from '../../demo/university/notable.ts'
import { preparedDocumentSchema } from '../../src/contract/issuing-api.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { enrolKiosk, type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'

/** A whole server starts for each. */
let world: ServerWorld
beforeEach(async () => {
  world = await startServerWorld(null)
})
afterEach(() => world.close())
const desk = () => world.server().doors.issuing.batches

const students = samplePeople()
  .flatMap(({ person, study }) =>
    study && person.group === 'undergraduate' && person.status === 'enrolled' ? [person] : [],
  )
  // Whose name no font has is refused, and that is another test's affair.
  .filter(({ nameZh }) => !/[\u{30000}-\u{3ffff}]/u.test(nameZh))
const wishes = (count: number) =>
  students.slice(0, count).map(({ personId }, at) => ({ line: at + 2, personId, kind: 'transcript', edition: 'zh' }))

it('issues for a class while a visitor is served', async () => {
  const kiosk = await enrolKiosk(world)
  const cardUid = NOTABLE_CARDS[0]!.cardUid
  const batch = desk().issue(wishes(40))
  const visitor = visitorSchema.parse(
    (await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: cardUid } })).json,
  )
  const asked = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
  const prepared = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', asked)).json)
  expect(prepared.pages).toBe(2)
  expect(await batch).toMatchObject({ items: 40, issued: 40, failed: 0 })
})

it('goes on after the server was stopped in the middle', async () => {
  let issued = 0
  const first = desk().issue(wishes(60), {
    onProgress: progress => {
      issued = progress.issued
      if (issued === 5) void world.server().close()
    },
  })
  expect(await first).toMatchObject({ waiting: expect.any(Number) })
  expect(issued).toBeLessThan(60)
  await world.restart()
  expect(await desk().issue(wishes(60))).toMatchObject({ items: 60, issued: 60, waiting: 0 })
  expect(world.issuer.requests).toHaveLength(60)
})
