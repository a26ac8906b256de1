import type { Clock } from '../../src/clock.ts'
import type { Link } from '../transport/link.ts'
import { askRealTime, bytesOf, type EscposCommand, type RealTimeQuestion } from './escpos.ts'
import type { ReceiptPrinterProfile } from './profiles.ts'
import { greeting } from './receipt-job.ts'
import {
  afterRealTime,
  hasPaper,
  type PrinterState,
  type StatusMessage,
  stateOfAuto,
  statusFramer,
  UNKNOWN_STATE,
  whyNot,
} from './status.ts'

const QUESTIONS: readonly RealTimeQuestion[] = [1, 2, 3, 4]

/** After so many rounds without an answer the connection itself is in doubt: a printer that was switched off does not hang up. */
const SILENT_ROUNDS_MAX = 3

/** What is said over one connection to the printer, from the greeting until the connection ends. */
export class Conversation {
  readonly #link: Pick<Link, 'send' | 'reopen'>
  readonly #profile: ReceiptPrinterProfile
  readonly #clock: Clock
  readonly #onChange: () => void
  readonly #frame = statusFramer()
  #state: PrinterState = UNKNOWN_STATE
  #silentRounds = 0
  /** Whether it answered the last question; `null` before the first answer. */
  #answers: boolean | null = null
  #ended: string | null = null
  #awaited: ((byte: number | null) => void) | null = null
  #rounds: Promise<void> = Promise.resolve()
  #autoReports = 0
  /** Answers to GS r that are still to come, those of jobs that were given up included. */
  #owedAnswers = 0
  #onOwedAnswer: ((byte: number) => void) | null = null
  #job: ((why: string | null) => void) | null = null
  #stopTimer: () => void = () => {}

  constructor(link: Pick<Link, 'send' | 'reopen'>, profile: ReceiptPrinterProfile, clock: Clock, onChange: () => void) {
    this.#link = link
    this.#profile = profile
    this.#clock = clock
    this.#onChange = onChange
  }

  /** Greets the printer and goes on asking it how it is. */
  start(): void {
    this.#send(greeting(this.#profile.status))
    if (this.#profile.status !== 'none') this.#keepAsking()
  }

  /** Takes in what the printer sent. */
  hear(bytes: Uint8Array): void {
    for (const message of this.#frame(bytes)) this.#receive(message)
  }

  /** Why it can't print now, in words for staff; `null` while it can. */
  why(): string | null {
    if (this.#ended !== null) return this.#ended
    if (this.#profile.status === 'none') return null
    if (this.#answers === null) return 'the printer has not answered yet'
    if (!this.#answers) return 'the printer does not answer'
    return whyNot(this.#state)
  }

  /** The connection is gone. A job that waits is told. */
  end(reason: string): void {
    if (this.#ended !== null) return
    this.#ended = reason
    this.#stopTimer()
    this.#awaited?.(null)
    this.#job?.(reason)
  }

  /** Sends a job and waits for its proof. `null` when all of it came out, else why not. One job at a time. */
  async print(job: readonly EscposCommand[]): Promise<string | null> {
    if (this.#profile.status === 'none') return this.#printUnproved(job)
    // What the printer can't print now it would keep, and print into the hands of the next visitor.
    await this.#round()
    const why = this.why()
    if (why !== null) return why
    await this.#forgetOldAnswers()
    return this.#withinTime(settle => {
      this.#owedAnswers++
      this.#onOwedAnswer = byte => settle(hasPaper(byte) ? null : 'out of paper')
      this.#hand(job, sent => sent || settle('the bytes could not be sent'))
      // A fault that is reported in another way than by itself is seen while the job runs, not only at its time-out.
      void this.#round()
    })
  }

  #printUnproved(job: readonly EscposCommand[]): Promise<string | null> {
    return this.#withinTime(settle => this.#hand(job, sent => settle(sent ? null : 'the bytes could not be sent')))
  }

  #hand(job: readonly EscposCommand[], handed: (sent: boolean) => void): void {
    this.#link.send(bytesOf(job)).then(handed)
  }

  /** Runs a job until it settles, a fault comes between, or its time is over. */
  async #withinTime(run: (settle: (why: string | null) => void) => void): Promise<string | null> {
    const before = this.why()
    if (before !== null) return before
    let stopTimer = () => {}
    const outcome = await new Promise<string | null>(resolve => {
      this.#job = resolve
      stopTimer = this.#clock.after(this.#profile.jobTimeoutMs, () => resolve('the printer did not confirm the slip'))
      run(resolve)
    })
    stopTimer()
    this.#job = null
    this.#onOwedAnswer = null
    return outcome
  }

  /** A job that was given up may still be confirmed late; its answer must not stand for the next job. */
  async #forgetOldAnswers(): Promise<void> {
    if (this.#owedAnswers === 0) return
    await new Promise<void>(resolve => {
      const stopTimer = this.#clock.after(this.#profile.answerTimeoutMs, resolve)
      this.#onOwedAnswer = () => {
        stopTimer()
        resolve()
      }
    })
    this.#onOwedAnswer = null
    this.#owedAnswers = 0
  }

  #receive(message: StatusMessage): void {
    switch (message.kind) {
      case 'real-time':
        this.#awaited?.(message.byte)
        return
      case 'auto':
        this.#autoReports++
        this.#become(stateOfAuto(message.bytes), true)
        return
      case 'paper-sensor':
        if (this.#owedAnswers === 0) return
        this.#owedAnswers--
        if (this.#owedAnswers === 0) this.#onOwedAnswer?.(message.byte)
    }
  }

  #become(state: PrinterState, answers: boolean): void {
    const comesBack = this.#answers === false && answers
    this.#state = state
    this.#answers = answers
    if (answers) this.#silentRounds = 0
    // Who was silent may have been switched off and forgotten the greeting.
    if (comesBack) this.#send(greeting(this.#profile.status))
    const why = this.why()
    if (why !== null) this.#job?.(why)
    this.#onChange()
  }

  #keepAsking(): void {
    void this.#round().then(() => {
      if (this.#ended !== null) return
      this.#stopTimer = this.#clock.after(this.#profile.pollEveryMs, () => this.#keepAsking())
    })
  }

  /** Asks all questions, after a round that is under way. Never rejects. */
  #round(): Promise<void> {
    this.#rounds = this.#rounds.then(async () => {
      let state = this.#state
      const reportsBefore = this.#autoReports
      for (const question of QUESTIONS) {
        if (this.#ended !== null) return
        const byte = await this.#ask(question)
        if (this.#ended !== null) return
        if (byte === null) return this.#wasSilent()
        state = afterRealTime(state, question, byte)
      }
      // A report that came meanwhile is newer than the answers.
      this.#become(reportsBefore === this.#autoReports ? state : this.#state, true)
    })
    return this.#rounds
  }

  #wasSilent(): void {
    this.#become(this.#state, false)
    this.#silentRounds++
    if (this.#silentRounds >= SILENT_ROUNDS_MAX) this.#link.reopen('the printer does not answer')
  }

  async #ask(question: RealTimeQuestion): Promise<number | null> {
    let stopTimer = () => {}
    const byte = await new Promise<number | null>(resolve => {
      this.#awaited = resolve
      stopTimer = this.#clock.after(this.#profile.answerTimeoutMs, () => resolve(null))
      this.#send([askRealTime(question)])
    })
    stopTimer()
    this.#awaited = null
    return byte
  }

  /** A link that breaks in a write is reported by its loss. */
  #send(commands: readonly EscposCommand[]): void {
    void this.#link.send(bytesOf(commands))
  }
}
