import type { CasSettings } from './cas-settings.ts'

/**
 * The addresses of a CAS server. `service` is put into each of them as the same string: the server compares what it was told at the login
 * with what it is told at the validation, letter by letter. Everything is percent-encoded, so that a ticket can bring no parameter.
 */
export interface CasAddresses {
  /** Where the browser goes. Never with `gateway`: that comes back without a ticket, and would be tried again for ever. */
  login(service: string): string
  /** Where the server is asked what a ticket is worth. Never `proxyValidate`, so that no other service can speak for a person. */
  validate(service: string, ticket: string): string
  /** Where a browser loses its login at the university. `service`: where it comes back to, if the server allows it. */
  logout(service: string | null): string
}

export function casAddresses(settings: CasSettings): CasAddresses {
  const address = (path: string, parameters: Readonly<Record<string, string | null>>) => {
    const given = Object.entries(parameters).filter((one): one is [string, string] => one[1] !== null)
    const query = given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    return `${settings.baseUrl}${path}${query === '' ? '' : `?${query}`}`
  }
  const renew = settings.renew ? 'true' : null
  const format = settings.json ? 'JSON' : null
  return {
    login: service => address(settings.loginPath, { service, renew }),
    validate: (service, ticket) => address(settings.validatePath, { service, ticket, renew, format }),
    logout: service => address(settings.logoutPath, { service }),
  }
}
