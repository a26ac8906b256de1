import type { HandoverState } from '../../src/contract/handovers-api.ts'
import type { JobId } from '../../src/contract/ids.ts'

const WITHIN_MS = 120_000

/** Files that go to phones, as a server knows them, and whoever holds such a phone. One at a time. */
export class HandoverDouble {
  readonly tokens: string[] = []
  readonly of: JobId[] = []
  readonly url = 'https://print.example.edu.cn/t/scan-1-Jm3kQ0yX5vT8wZr'
  #state: HandoverState = { state: 'over', why: 'expired' }

  begin(jobId: JobId): { handover: string; url: string; withinMs: number } {
    const handover = `handover-${this.tokens.length}-0123456789abcdef`
    this.tokens.push(handover)
    this.of.push(jobId)
    this.#state = { state: 'shown', withinMs: WITHIN_MS }
    return { handover, url: this.url, withinMs: WITHIN_MS }
  }

  look(handover: string): HandoverState {
    return handover === this.tokens.at(-1) ? this.#state : { state: 'over', why: 'ended' }
  }

  give(handover: string, digits: string): HandoverState {
    const state = this.look(handover)
    if (state.state === 'asked' && state.digits === digits) this.#state = { state: 'given' }
    return this.look(handover)
  }

  end(handover: string): void {
    if (handover === this.tokens.at(-1)) this.#state = { state: 'over', why: 'ended' }
  }

  /** A phone asks for the file. */
  ask(digits: string): void {
    this.#state = { state: 'asked', digits, withinMs: WITHIN_MS }
  }

  get isGiven(): boolean {
    return this.#state.state === 'given'
  }
}
