import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApprovalsWorld, startApprovalsWorld } from '../../tests/peers/approvals-world.ts'
import { STUDENT } from '../../tests/peers/portal-world.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

let house: ApprovalsWorld
beforeAll(async () => {
  house = await startApprovalsWorld({ approvals: { mail: { 'student-affairs': 'affairs@example.edu.cn' } } })
})
afterAll(() => house?.close())

/** Goes on until it is so late on a day of the week (0 is Sunday) on the wall of Shanghai. */
async function goTo(weekday: number, hour: number): Promise<void> {
  const { clock } = house.world
  const wall = () => new Date(clock.now() + 8 * HOUR_MS)
  const passed = wall().getUTCHours() * HOUR_MS + (clock.now() % HOUR_MS)
  const days = (weekday - wall().getUTCDay() + 7) % 7 || 7
  await clock.advance(days * DAY_MS - passed + hour * HOUR_MS)
}
const arrived = () => house.mailbox.letters().map(({ to }) => to)
/** Reminds, and waits until so many letters have reached the mailbox since the beginning. */
const remind = async (letters: number) => {
  await house.world.server().doors.approvals.remind()
  await house.lettersUntil(() => (house.mailbox.letters().length < letters ? undefined : true))
}

it('an office is told on working days of what waits for long, once a day, and the person once when it is late', async () => {
  await goTo(1, 9)
  const browser = await house.loggedIn()
  const notice = { to: 'lin@example.edu.cn', language: 'zh-CN' }
  const applicationId = await house.applied(browser, undefined, { notice })
  await remind(0)
  expect(arrived()).toEqual([])
  // On Wednesday morning, before anybody is there, and then when they are.
  await goTo(3, 7)
  await remind(0)
  await house.world.clock.advance(3 * HOUR_MS)
  await remind(1)
  expect(arrived()).toEqual(['affairs@example.edu.cn'])
  const [letter] = house.mailbox.letters()
  expect(letter?.subject).toContain('1 wait')
  expect(letter?.text).toContain('https://print.example.edu.cn/staff/approvals')
  expect(letter?.text).not.toContain(STUDENT.nameZh)
  await remind(1)
  expect(arrived()).toHaveLength(1)
  // Three working days were promised: on Friday it is late.
  await goTo(5, 10)
  await remind(3)
  await remind(3)
  expect([...arrived()].sort()).toEqual(['affairs@example.edu.cn', 'affairs@example.edu.cn', 'lin@example.edu.cn'])
  const later = await house.loggedIn()
  const shown = await house.detail(later, applicationId)
  expect(shown.steps.map(({ what }) => what)).toEqual(['made', 'applied', 'approval-asked', 'approval-late'])
  // Nobody reads on a Saturday.
  await goTo(6, 10)
  await remind(3)
  expect(arrived()).toHaveLength(3)
})
