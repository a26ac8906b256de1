import enDock from './en/dock.json' with { type: 'json' }
import enGraduation from './en/graduation.json' with { type: 'json' }
import enKiosk from './en/kiosk.json' with { type: 'json' }
import enPortal from './en/portal.json' with { type: 'json' }
import enVerify from './en/verify.json' with { type: 'json' }
import zhDock from './zh-CN/dock.json' with { type: 'json' }
import zhGraduation from './zh-CN/graduation.json' with { type: 'json' }
import zhKiosk from './zh-CN/kiosk.json' with { type: 'json' }
import zhPortal from './zh-CN/portal.json' with { type: 'json' }
import zhVerify from './zh-CN/verify.json' with { type: 'json' }

/** What the house must know of a language beside its words. */
interface LanguageFacts {
  /** Its own name, written in itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** Which half of a text of the university it reads; those are written in Chinese and English alone. */
  readonly university: 'zh' | 'en'
}

// Here a language joins the house: its facts, and its catalogues of the folder that its tag names. The first is the house's own.

/** The languages of every screen, by their BCP 47 tags. */
export const LANGUAGE_FACTS = {
  'zh-CN': { name: '中文', direction: 'ltr', university: 'zh' },
  en: { name: 'English', direction: 'ltr', university: 'en' },
} as const satisfies Readonly<Record<string, LanguageFacts>>

export type Language = keyof typeof LANGUAGE_FACTS

/** The kiosk: its screens, its receipts, and what is said of every failure. */
export type KioskWords = typeof zhKiosk
export const KIOSK_WORDS: Readonly<Record<Language, KioskWords>> = {
  'zh-CN': zhKiosk,
  en: enKiosk,
}

/** The public page of verification, and the verdicts that are pronounced anywhere. */
export type VerifyWords = typeof zhVerify
export const VERIFY_WORDS: Readonly<Record<Language, VerifyWords>> = {
  'zh-CN': zhVerify,
  en: enVerify,
}

/** The portal: the same documents from anywhere. */
export type PortalWords = typeof zhPortal
export const PORTAL_WORDS: Readonly<Record<Language, PortalWords>> = {
  'zh-CN': zhPortal,
  en: enPortal,
}

/** The check of graduates' photographs and enrolments, wherever it is met: kiosk, web, letters, and what staff read. */
export type GraduationWords = typeof zhGraduation
export const GRADUATION_WORDS: Readonly<Record<Language, GraduationWords>> = {
  'zh-CN': zhGraduation,
  en: enGraduation,
}

/** The dock of the simulated devices, a tool of the workshop: a language may do without it. */
export type DockWords = typeof zhDock
export const DOCK_WORDS: Readonly<Partial<Record<Language, DockWords>>> = {
  'zh-CN': zhDock,
  en: enDock,
}
