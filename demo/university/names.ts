import type { SeededRandom } from './seeded-random.ts'

type Spoken = readonly [zh: string, latin: string]
const spoken = (text: string): Spoken[] =>
  text.split(' ').map(entry => {
    const [zh = '', latin = ''] = entry.split('/')
    return [zh, latin]
  })

const SURNAMES = spoken(
  '王/WANG 李/LI 张/ZHANG 刘/LIU 陈/CHEN 杨/YANG 黄/HUANG 赵/ZHAO 吴/WU 周/ZHOU 徐/XU 孙/SUN 马/MA 朱/ZHU 胡/HU 郭/GUO ' +
    '何/HE 高/GAO 林/LIN 罗/LUO 郑/ZHENG 梁/LIANG 谢/XIE 宋/SONG 唐/TANG 许/XU 韩/HAN 冯/FENG 邓/DENG 曹/CAO 彭/PENG ' +
    '曾/ZENG 肖/XIAO 田/TIAN 董/DONG 袁/YUAN 潘/PAN 于/YU 蒋/JIANG 蔡/CAI 余/YU 杜/DU 欧阳/OUYANG 司马/SIMA 上官/SHANGGUAN',
)
const GIVEN = spoken(
  '明/ming 伟/wei 芳/fang 娜/na 敏/min 静/jing 丽/li 强/qiang 磊/lei 洋/yang 艳/yan 勇/yong 杰/jie 娟/juan 涛/tao 超/chao ' +
    '霞/xia 平/ping 刚/gang 桂/gui 文/wen 辉/hui 玲/ling 华/hua 红/hong 波/bo 燕/yan 飞/fei 凯/kai 浩/hao 宇/yu 轩/xuan ' +
    '子/zi 涵/han 欣/xin 怡/yi 博/bo 嘉/jia 思/si 雨/yu 晨/chen 阳/yang 佳/jia 瑞/rui 若/ruo 兰/lan 清/qing 远/yuan',
)

export interface SampleName {
  readonly zh: string
  readonly en: string
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** An invented Chinese name with its spelling as passports have it. */
export function inventName(random: SeededRandom): SampleName {
  const [surname, latinSurname] = random.pick(SURNAMES)
  const given = Array.from({ length: 1 + random.below(2) }, () => random.pick(GIVEN))
  return {
    zh: surname + given.map(([zh]) => zh).join(''),
    en: `${latinSurname} ${capital(given.map(([, latin]) => latin).join(''))}`,
  }
}
