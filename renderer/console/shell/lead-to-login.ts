/** The page where staff log in, which leads back to where the console is now. */
export function loginAddress(home: string): string {
  const { pathname, search } = new URL(location.href)
  const root = new URL('../', home)
  const to = `/${pathname.slice(root.pathname.length)}${search}`
  const address = new URL('staff', root)
  address.searchParams.set('to', to)
  return address.href
}

/** Goes there. */
export const leadToLogin = (home: string): void => location.replace(loginAddress(home))
