import type { Issuer } from './issuer.ts'

type Issue = Issuer['issue']

/** Two ways into one issuer: visitors go before everything else. */
export interface IssueLanes {
  /** Goes at once. */
  readonly interactive: Issue
  /** Waits until a worker is free that no visitor needs. */
  readonly background: Issue
}

/**
 * Lets background work begin only while fewer documents are under way than there are workers, so that a visitor waits for at
 * most what is left of one document.
 */
export function createIssueLanes(issue: Issue, workers: number): IssueLanes {
  const waiting: (() => void)[] = []
  let underWay = 0
  const counted = async (request: Parameters<Issue>[0]) => {
    underWay++
    try {
      return await issue(request)
    } finally {
      underWay--
      if (underWay < workers) waiting.shift()?.()
    }
  }
  return {
    interactive: counted,
    background: async request => {
      while (underWay >= workers) await new Promise<void>(resolve => waiting.push(resolve))
      return counted(request)
    },
  }
}
