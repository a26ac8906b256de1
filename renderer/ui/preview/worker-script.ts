import workerUrl from './pdf-worker.ts?worker&url'

/** What a page under `require-trusted-types-for 'script'` must use to name a worker's script. Browsers without it take text. */
interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string }
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesFactory
  }
}

/** The one script that this page may start beside its own; the policy lets nothing else through. */
const policy = globalThis.window?.trustedTypes?.createPolicy('yinzheng-worker', {
  createScriptURL: url => {
    if (url !== workerUrl) throw new Error('not a script of this page')
    return url
  },
})

export function startPdfWorker(): Worker {
  return new Worker(policy ? policy.createScriptURL(workerUrl) : workerUrl, { type: 'module' })
}
