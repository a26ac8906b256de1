import { PICKUP_CODE_DIGITS } from '../contract/pickups-api.ts'
import type { Effect } from './effect.ts'
import type { Handover } from './handing-over.ts'
import type { PhoneLogin } from './phone-login.ts'
import type { Closing, Session } from './state.ts'
import { TIMER_NAMES, type TimerName } from './timer-name.ts'

export interface Timer {
  readonly delayMs: number
  /** Says which occasion the timer belongs to. The same token is the same timer, still running. */
  readonly token: string
}

/** Reading aids are used by people who need longer. */
function unhurried(session: Session, delayMs: number): number {
  const { largeText, highContrast, lowReach } = session.aids
  return largeText || highContrast || lowReach ? delayMs * 2 : delayMs
}

/** Whether somebody has chosen another language than the house's first, or a reading aid. */
const isChanged = ({ language, aids }: Session): boolean => language !== 'zh-CN' || Object.values(aids).includes(true)

/** Whoever asks about a visit that was cut off gives up first: this timer is for one who does not. */
function closingMs({ delays }: Session, closing: Closing): number {
  return closing.next === 'recovered' ? closing.withinMs + delays.answerMs : delays.answerMs
}

/** A login is asked about each second while nothing else is asked, and for no longer than it is good for. */
function timersOfLogin(login: PhoneLogin, answer: Timer, lookMs: number): Partial<Record<TimerName, Timer>> {
  if (login.step === 'opening') return { answer }
  if (login.step !== 'open') return {}
  const { id, at, withinMs, saidAt, looking, isDue } = login
  const isConfirming = at.state === 'code-wanted' && at.confirming !== null
  return {
    ...(isDue || isConfirming ? { answer } : {}),
    ...(isDue ? {} : { login: { delayMs: withinMs, token: `${id}.${saidAt}` } }),
    ...(isDue || isConfirming || looking !== null ? {} : { look: { delayMs: lookMs, token: answer.token } }),
  }
}

/** Like those of a login: asked about each second while its time runs, then left. */
function timersOfHandover(session: Session, handover: Handover): Partial<Record<TimerName, Timer>> {
  const { delays, serial, touches } = session
  const answer = { delayMs: delays.answerMs, token: `${serial}` }
  if (handover.step === 'opening') return { answer }
  if (handover.step !== 'open')
    return { leave: { delayMs: unhurried(session, delays.leaveMs), token: `${serial}.${touches}` } }
  const login = { delayMs: handover.withinMs, token: `${handover.id}.${handover.saidAt}` }
  return handover.looking === null ? { login, look: { delayMs: delays.lookMs, token: answer.token } } : { login }
}

/**
 * The timers that must run in a state. They follow from the state alone, so none can be forgotten or left behind: `reduce`
 * compares the state before and after and starts and stops what differs.
 */
export function timersOf(session: Session): Partial<Record<TimerName, Timer>> {
  const { aside, delays } = session
  const ofStage = timersOfStage(session)
  return aside === null ? ofStage : { ...ofStage, aside: { delayMs: delays.asideMs, token: `${aside}` } }
}

function timersOfStage(session: Session): Partial<Record<TimerName, Timer>> {
  const { stage, delays, serial, touches, asking } = session
  const touched = `${serial}.${touches}`
  const idle = (): Partial<Record<TimerName, Timer>> =>
    asking
      ? { ask: { delayMs: unhurried(session, delays.askMs), token: touched } }
      : { idle: { delayMs: unhurried(session, delays.idleMs), token: touched } }
  const answer = { answer: { delayMs: delays.answerMs, token: `${serial}` } }
  switch (stage.kind) {
    case 'out-of-service':
    case 'attract':
      // For whoever comes next the screen is as it always is.
      if (isChanged(session)) return { notice: { delayMs: unhurried(session, delays.idleMs), token: touched } }
      if (stage.kind === 'out-of-service') return {}
      return stage.started || stage.fault ? { notice: { delayMs: delays.noticeMs, token: touched } } : {}
    case 'identifying':
    case 'preparing':
      return answer
    case 'refused':
      return { leave: { delayMs: unhurried(session, delays.refusedMs), token: touched } }
    case 'checking-paper':
      return stage.check.step === 'asking'
        ? answer
        : { leave: { delayMs: unhurried(session, delays.leaveMs), token: touched } }
    case 'phone-login':
      return stage.login.step === 'opening' || stage.login.step === 'open'
        ? timersOfLogin(stage.login, answer.answer, delays.lookMs)
        : { leave: { delayMs: unhurried(session, delays.leaveMs), token: touched } }
    case 'collecting': {
      if (stage.request !== null) return answer
      // What was refused, or could not be asked, waits for a touch.
      const isDue = stage.typed.length === PICKUP_CODE_DIGITS && stage.fault === null
      return { ...idle(), ...(isDue ? { send: { delayMs: unhurried(session, delays.sendMs), token: touched } } : {}) }
    }
    case 'reading-notice':
      return stage.request === null ? idle() : answer
    case 'card-pin':
      return stage.entry.step === 'typing' && stage.entry.request !== null ? answer : idle()
    case 'choosing-register':
    case 'choosing':
      return idle()
    case 'previewing':
      return stage.ordering ? answer : idle()
    case 'paying':
      return stage.closing
        ? { answer: { delayMs: closingMs(session, stage.closing), token: `${serial}.${stage.closing.next}` } }
        : { ...idle(), pay: { delayMs: Math.max(0, stage.payWithinMs - delays.payMarginMs), token: `${serial}` } }
    case 'printing':
      return stage.stalled && !stage.stopping
        ? { paper: { delayMs: delays.paperMs, token: `${serial}.${stage.stalls}` } }
        : {}
    case 'bad-print':
      return stage.step.step === 'asking'
        ? answer
        : { leave: { delayMs: unhurried(session, delays.leaveMs), token: touched } }
    case 'handing-over':
      return timersOfHandover(session, stage.handover)
    case 'entering-code':
      return stage.asked ? answer : idle()
    case 'finished':
      return { leave: { delayMs: unhurried(session, delays.leaveMs), token: touched } }
  }
}

/** Timers that a touch sets back. */
const SET_BACK: readonly TimerName[] = ['idle', 'leave']

/** Whether a clock runs that ends the visit of somebody who does not touch the screen. */
export function isSetBackByTouch(session: Session): boolean {
  const timers = timersOf(session)
  return SET_BACK.some(name => timers[name] !== undefined)
}

/** The effects that turn the timers of `before` into those of `after`. */
export function timerEffects(before: Session, after: Session): Effect[] {
  const [old, wanted] = [timersOf(before), timersOf(after)]
  return TIMER_NAMES.flatMap((timer): Effect[] => {
    const next = wanted[timer]
    if (next?.token === old[timer]?.token && next?.delayMs === old[timer]?.delayMs) return []
    return next ? [{ kind: 'start-timer', timer, ...next }] : [{ kind: 'stop-timer', timer }]
  })
}
