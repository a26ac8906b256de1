interface ScriptPolicy {
  createScriptURL(url: string): string
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptPolicy
}

/**
 * A script address of this page for `Worker` and `register`, which take nothing else under `require-trusted-types-for 'script'`.
 * Only an address on this origin becomes one. Browsers without trusted types take the text itself.
 */
export function trustedScript(url: string): string {
  const factory = (globalThis as { readonly trustedTypes?: TrustedTypesFactory }).trustedTypes
  const policy = factory?.createPolicy('yinzheng-page', {
    createScriptURL: wanted => {
      if (new URL(wanted, location.href).origin !== location.origin) throw new Error('not a script of this page')
      return wanted
    },
  })
  return policy ? policy.createScriptURL(url) : url
}
