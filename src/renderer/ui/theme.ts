import {
  type ActionIconFactory,
  type AnchorFactory,
  type BadgeFactory,
  type ButtonFactory,
  type CSSVariablesResolver,
  type CardFactory,
  type CheckboxFactory,
  type ExtendComponent,
  type FactoryPayload,
  type InputFactory,
  type InputWrapperFactory,
  type MantineThemeComponent,
  type ModalFactory,
  type NativeSelectFactory,
  type NumberInputFactory,
  type PasswordInputFactory,
  type PinInputFactory,
  type RadioFactory,
  type SegmentedControlFactory,
  type SelectFactory,
  type SwitchFactory,
  type TableFactory,
  type TabsFactory,
  type TextInputFactory,
  type TextareaFactory,
  type TooltipFactory,
  createTheme,
} from '@mantine/core'
import { amber, blue, green, night, plum, red, stone } from './palettes.ts'
import { texts } from './texts.ts'

const fontFamily =
  "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"

/** 44 px is the smallest comfortable touch target (WCAG 2.5.5); `sm` is for rows and toolbars. */
const heights: Record<string, string> = {
  xs: '32px',
  sm: '38px',
  md: '44px',
  lg: '50px',
  xl: '58px',
}
const heightOf = (size: unknown) => heights[typeof size === 'string' ? size : 'md'] ?? '44px'

/**
 * What Mantine's own `Button.extend` does, by the types alone: the theme names components that the
 * first screen does not load.
 */
const extend = <Payload extends FactoryPayload>(
  component: ExtendComponent<Payload>,
): MantineThemeComponent => component

const medium = { size: 'md' as const }

const controls = {
  Button: extend<ButtonFactory>({
    defaultProps: medium,
    vars: (_theme, { size }) => ({ root: { '--button-height': heightOf(size) } }),
  }),
  ActionIcon: extend<ActionIconFactory>({
    defaultProps: { size: 'md', variant: 'subtle', color: 'gray' },
    vars: (_theme, { size }) => ({
      root: { '--ai-size': typeof size === 'number' ? `${size}px` : heightOf(size) },
    }),
  }),
  Checkbox: extend<CheckboxFactory>({ defaultProps: medium }),
  Radio: extend<RadioFactory>({ defaultProps: medium }),
  Switch: extend<SwitchFactory>({ defaultProps: { ...medium, withThumbIndicator: false } }),
  SegmentedControl: extend<SegmentedControlFactory>({ defaultProps: medium }),
  Tabs: extend<TabsFactory>({ defaultProps: { keepMounted: false } }),
}

const fields = {
  Input: extend<InputFactory>({
    defaultProps: medium,
    vars: (_theme, { size }) => ({
      wrapper: { '--input-height': heightOf(size) },
      input: {},
    }),
  }),
  InputWrapper: extend<InputWrapperFactory>({
    defaultProps: {
      size: 'md',
      inputWrapperOrder: ['label', 'description', 'input', 'error'],
    },
  }),
  TextInput: extend<TextInputFactory>({ defaultProps: medium }),
  PasswordInput: extend<PasswordInputFactory>({ defaultProps: medium }),
  NumberInput: extend<NumberInputFactory>({ defaultProps: { ...medium, hideControls: true } }),
  NativeSelect: extend<NativeSelectFactory>({ defaultProps: medium }),
  Select: extend<SelectFactory>({ defaultProps: { ...medium, checkIconPosition: 'right' } }),
  Textarea: extend<TextareaFactory>({ defaultProps: { ...medium, autosize: true, minRows: 3 } }),
  PinInput: extend<PinInputFactory>({ defaultProps: medium }),
}

const surfaces = {
  Anchor: extend<AnchorFactory>({ defaultProps: { underline: 'hover' } }),
  Badge: extend<BadgeFactory>({
    defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 },
  }),
  Card: extend<CardFactory>({ defaultProps: { withBorder: true, radius: 'lg', padding: 'lg' } }),
  Modal: extend<ModalFactory>({
    defaultProps: {
      centered: true,
      radius: 'lg',
      padding: 'xl',
      overlayProps: { backgroundOpacity: 0.4, blur: 0 },
      closeButtonProps: { 'aria-label': texts.close },
    },
  }),
  Table: extend<TableFactory>({ defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } }),
  // axe: a region that scrolls can be reached by keyboard.
  SpotlightActionsList: { defaultProps: { viewportProps: { tabIndex: 0 } } },
  Tooltip: extend<TooltipFactory>({
    defaultProps: { openDelay: 350, radius: 'sm', withArrow: false },
  }),
}

/** Stratum's Mantine theme. The colours that mean something are tokens in `styles.css`. */
export const theme = createTheme({
  primaryColor: 'plum',
  primaryShade: { light: 6, dark: 5 },
  colors: {
    gray: stone,
    dark: night,
    plum,
    red,
    yellow: amber,
    orange: amber,
    green,
    teal: green,
    blue,
  },
  white: '#ffffff',
  black: '#25211e',
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '27px', lineHeight: '1.25' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
      h4: { fontSize: '15px', lineHeight: '1.45' },
      h5: { fontSize: '14px', lineHeight: '1.45' },
      h6: { fontSize: '13px', lineHeight: '1.45' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '14px', xl: '22px' },
  defaultRadius: 'md',
  spacing: { xs: '6px', sm: '10px', md: '16px', lg: '24px', xl: '32px' },
  shadows: {
    xs: 'var(--shadow-resting)',
    sm: 'var(--shadow-resting)',
    md: 'var(--shadow-raised)',
    lg: 'var(--shadow-raised)',
    xl: 'var(--shadow-floating)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { ...controls, ...fields, ...surfaces },
})

/** Points Mantine's own variables at our tokens, so that both schemes come from one table. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface-page)',
    '--mantine-color-text': 'var(--text-strong)',
    '--mantine-color-dimmed': 'var(--text-quiet)',
    '--mantine-color-placeholder': 'var(--text-hint)',
    '--mantine-color-error': 'var(--stop-text)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-default': 'var(--surface-card)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--text-strong)',
    '--mantine-color-default-border': 'var(--line-field)',
    '--mantine-color-disabled': 'var(--surface-sunken)',
    '--mantine-color-disabled-color': 'var(--text-hint)',
    '--mantine-color-disabled-border': 'var(--line)',
  }
  return { variables: {}, light: shared, dark: shared }
}
