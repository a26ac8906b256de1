const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork\//i, 'WeCom'],
  [/MicroMessenger\//i, 'WeChat'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser\//, 'Huawei Browser'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]
const CHARACTERS_LOOKED_AT = 400

/**
 * Kind of browser and system, for people to know their own sessions by: `WeCom, Android`. Nothing else of what the browser says of itself is
 * kept, and nothing is decided by it.
 */
export function browserName(userAgent: string | undefined): string {
  const said = (userAgent ?? '').slice(0, CHARACTERS_LOOKED_AT)
  const nameIn = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(said))?.[1]
  return [nameIn(BROWSERS), nameIn(SYSTEMS)].filter(name => name !== undefined).join(', ')
}

/** Whether the page stands inside WeCom, which knows its user without asking. */
export const isInWeCom = (userAgent: string | undefined): boolean => /wxwork\//i.test(userAgent ?? '')
