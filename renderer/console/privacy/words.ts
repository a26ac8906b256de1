import { areaWords } from '../shell/language.tsx'
import en from './words/en.json' with { type: 'json' }
import zh from './words/zh-CN.json' with { type: 'json' }

export const usePrivacyWords = areaWords(zh, en)
