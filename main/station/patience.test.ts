import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { type FaultCode, fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { isPassing, mayPass, untilAnswered } from './patience.ts'

const refusal = (status: number | null, code: FaultCode) => ({ status, fault: fault(code) })

describe('what asking again may change', () => {
  it('is no answer, a server that is not itself, and too many requests', () => {
    for (const passing of [
      ...[refusal(null, 'server-unreachable'), refusal(503, 'payment-unclear'), refusal(500, 'server-unreachable')],
      ...[refusal(429, 'server-busy'), refusal(200, 'server-nonsense')],
    ])
      expect([isPassing(passing), mayPass(passing)]).toEqual([true, true])
    for (const final of [refusal(404, 'order-unknown'), refusal(409, 'order-conflict'), refusal(499, 'visit-expired')])
      expect([isPassing(final), mayPass(final)]).toEqual([false, false])
  })

  it('is for who can wait also a server that does not let the terminal in now', () => {
    for (const status of [401, 403]) {
      expect(isPassing(refusal(status, 'terminal-refused'))).toBe(false)
      expect(mayPass(refusal(status, 'terminal-refused'))).toBe(true)
    }
  })
})

describe('asking until there is an answer', () => {
  const asking = (answers: readonly (FaultCode | 'well')[]) => {
    let asked = 0
    const ask = async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!
      return answer === 'well' ? ok('well') : err(refusal(answer === 'order-unknown' ? 404 : null, answer))
    }
    return { ask, asked: () => asked }
  }

  it('goes on over refusals that pass, with longer and longer pauses', async () => {
    const clock = fakeClock()
    const { ask, asked } = asking(['server-slow', 'server-slow', 'server-slow', 'well'])
    const answer = untilAnswered(clock, ask, { giveUpAfterMs: 60_000 })
    await clock.advance(1_499)
    expect(asked()).toBe(2)
    await clock.advance(2_001)
    expect(await answer).toEqual(ok('well'))
  })

  it('ends with a refusal that does not pass, with the last one when the time is over, and when it is stopped', async () => {
    const clock = fakeClock()
    const unknown = asking(['server-slow', 'order-unknown', 'well'])
    const ended = untilAnswered(clock, unknown.ask, { giveUpAfterMs: 60_000 })
    await clock.advance(500)
    expect(await ended).toMatchObject({ error: { status: 404 } })

    const away = asking(['server-unreachable'])
    const late = untilAnswered(clock, away.ask, { giveUpAfterMs: 3_000 })
    await clock.advance(10_000)
    expect(await late).toMatchObject({ error: { fault: { code: 'server-unreachable' } } })
    expect(away.asked()).toBe(3)

    let stop = false
    const stopped = asking(['server-unreachable'])
    const end = untilAnswered(clock, stopped.ask, { giveUpAfterMs: 60_000, stopped: () => stop })
    stop = true
    await clock.advance(500)
    expect((await end).ok).toBe(false)
    expect(stopped.asked()).toBe(1)
  })
})
