import type { MantineColorsTuple } from '@mantine/core'

/** Warm greys: paper, linen, ink. The light scheme's surfaces, lines and text. */
export const stone: MantineColorsTuple = [
  '#faf8f5',
  '#f4f1ec',
  '#ece7e0',
  '#e0dad1',
  '#cdc5ba',
  '#766e64',
  '#665f56',
  '#4d4740',
  '#37322d',
  '#25211e',
]

/** The same warmth at night. Mantine reads text from 0, lines from 4, fields from 6, the page from 7. */
export const night: MantineColorsTuple = [
  '#ede8e2',
  '#d2cbc2',
  '#b0a79c',
  '#998f84',
  '#443e3a',
  '#38332f',
  '#292522',
  '#1c1917',
  '#161412',
  '#0f0d0c',
]

/** The one accent. Plum, because red, amber, green and blue already mean something. */
export const plum: MantineColorsTuple = [
  '#f8f3f7',
  '#f0e5ee',
  '#e0cbdc',
  '#cfaeca',
  '#bd90b7',
  '#935f8d',
  '#7b4d76',
  '#683f64',
  '#543351',
  '#3e263c',
]

/** Stop. */
export const red: MantineColorsTuple = [
  '#fdf1ef',
  '#f9dfdb',
  '#f2c1ba',
  '#e99a90',
  '#dd7065',
  '#c94d41',
  '#b1372c',
  '#982a20',
  '#7b231b',
  '#5e1c16',
]

/** Needs a decision. */
export const amber: MantineColorsTuple = [
  '#fdf5e4',
  '#faeac6',
  '#f3d792',
  '#eabf5c',
  '#d9a234',
  '#b67f17',
  '#8f5f08',
  '#774e05',
  '#5e3e06',
  '#472f07',
]

/** Cleared. */
export const green: MantineColorsTuple = [
  '#eef6f0',
  '#dcecdf',
  '#bddac4',
  '#93c29f',
  '#68a878',
  '#448c58',
  '#2d7142',
  '#235c35',
  '#1d4a2c',
  '#173923',
]

/** Information. */
export const blue: MantineColorsTuple = [
  '#eef4fb',
  '#dce8f6',
  '#bcd3ee',
  '#92b6e1',
  '#6695cf',
  '#4477b8',
  '#2f5f9d',
  '#264e82',
  '#203f68',
  '#1a314f',
]
