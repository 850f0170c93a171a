import type { ConsentSection } from './schema.ts'
import { list, paragraphs } from './starting-words.ts'

/**
 * What both texts say of microneedling itself. What it must cover: reference 4.1 (California HSC
 * 119303, and the elements of microneedling forms); the aftercare windows are the safest readings of
 * reference 1.2.
 */
export const treatmentSections: readonly ConsentSection[] = [
  {
    heading: 'What we do',
    covers: ['procedure'],
    body: paragraphs(
      'First we clean your skin. We may put on a cream that makes it numb, and we take it off again before we start. Then we move a pen, a roller or a stamp with fine needles over your skin. The needles make many tiny holes. Your skin heals them and builds new tissue as it heals.',
      'The needles are sterile, which means free of germs. A needle cartridge is used for one person in one visit, and then it is thrown away.',
      'How deep we go depends on the place and on what we treat. We write down the needle length for each place. We never treat the eyelids or the skin inside the bone around the eye.',
    ),
  },
  {
    heading: 'Tell us first',
    covers: [],
    body: paragraphs(
      'Some people should not have this treatment now, and some need a word from their doctor first. Tell us before each visit if any of these is true for you:',
      list(
        'You are pregnant, may be pregnant, or breastfeed.',
        'You have acne, eczema or rosacea that is active now.',
        'You have a wound, a rash, a sunburn or an infection on your skin.',
        'You get thick, raised scars (keloids), or your wounds heal badly.',
        'You get cold sores.',
        'You take isotretinoin (a drug for acne), or you took it in the last 6 months.',
        'You take a blood thinner, or you bleed for a long time.',
        'You have diabetes, a weak immune system, heart trouble or skin cancer.',
        'You are allergic to metal, to numbing cream or to anything else.',
        'You had a filler, a peel or a laser treatment not long ago.',
        'You use needle rollers at home.',
      ),
    ),
  },
  {
    heading: 'How many visits',
    covers: ['sessions'],
    body: 'Most people need 3 to 6 visits, with 4 to 6 weeks between them. Change comes slowly, over weeks and months. We look at your skin at each visit and plan the next one with you.',
  },
  {
    heading: 'What to expect',
    covers: ['expectations'],
    body: paragraphs(
      'During the treatment you may feel pricking, heat or pressure. Tell us if it hurts. We can stop at any time.',
      'For 1 to 3 days (24 to 72 hours) your skin will be red and a little swollen, like a mild sunburn. The outer layer heals within a week. Call us if your skin is still red after 7 days, or if it gets worse and not better.',
    ),
  },
  {
    heading: 'Common effects',
    covers: ['common-effects'],
    body: paragraphs(
      'Many people have some of these. They go away without help, most of them in a few days:',
      list(
        'Your skin is red and swollen.',
        'Your skin feels dry or tight, and it flakes.',
        'You have bruises, or small spots of blood. This is more common with longer needles and in tender places.',
        'Your skin is sore, itches, burns or stings.',
      ),
    ),
  },
  {
    heading: 'What can go wrong',
    covers: ['complications'],
    body: paragraphs(
      'These are less common. Some can last for months, and a few can stay for good:',
      list(
        'Infection: germs get into the skin. You may need a doctor and medicine.',
        'Dark or light spots: the risk is higher in darker skin, and after sun.',
        'Allergy: to the numbing cream or to a product on your skin. It can start at once or days later.',
        'Scars or marks in lines: more likely when needles are too long or pressed too hard.',
        'Cold sores: they can come back after the treatment.',
        'Hard lumps in the skin (granulomas): your body reacts to a product in the skin. They can start days later and are hard to treat.',
        'Small white bumps, or redness that lasts for weeks.',
        'Harm to small nerves or blood vessels.',
        'Numbing cream: too much of it can make you very ill, with fits or an uneven heartbeat.',
      ),
    ),
  },
  {
    heading: 'Other choices',
    covers: ['alternatives'],
    body: paragraphs(
      'You do not need this treatment for your health. You may also:',
      list(
        'Do nothing. That is always a good answer.',
        'Care for your skin at home and protect it from the sun.',
        'Ask about a peel or a laser treatment. Each has its own risks.',
        'See a skin doctor first.',
      ),
    ),
  },
  {
    heading: 'No promise',
    covers: ['no-guarantee'],
    body: 'We cannot promise a result. Skin heals in its own way, and some people see little change or none. You may need more visits than we planned.',
  },
  {
    heading: 'What we use on you',
    covers: ['products'],
    body: paragraphs(
      'We write down the device, the needles, the numbing cream and each product that we use, with its lot number. You may ask to see the names and what is in them before we start.',
      'We do not put vitamin C, retinoids (vitamin A creams), acids, scent, sunscreen or makeup on your skin during the treatment. They are not made to go into the skin, and they can cause lumps or an allergy.',
    ),
  },
  {
    heading: 'Care after each visit',
    covers: ['aftercare'],
    body: paragraphs(
      'Good care lowers the risks. Count the time from the end of the treatment.',
      list(
        'First day: do not touch your face or the treated skin without need. A clean, cool cloth helps. Use only the gel or cream that we told you to use.',
        'First 24 hours: no makeup.',
        'After 24 hours: use sunscreen every day, SPF 30 or more, for UVA and UVB.',
        'First 48 hours: no pool, no tanning bed, no direct sun. Stay out of strong sun after that too.',
        'First 72 hours (3 days): no sport, no sauna, no hot shower, nothing that makes you sweat.',
        'First 72 hours (3 days): use only mild, moist, scent-free care.',
        'First 4 days (96 hours): no vitamin C and no growth factors. After that, ask us first.',
        'First 5 days (120 hours): no retinoids, no acids (AHA, BHA), no peels, no harsh products.',
        'Until all flakes are gone: no scrubs, no rough cloths. Do not pick at your skin. Let it fall off by itself.',
      ),
    ),
  },
  {
    heading: 'When to call',
    covers: ['warning-signs'],
    body: paragraphs(
      'Call us on the same day if you see one of these. Most of them can be signs of an infection:',
      list(
        'Redness that spreads, comes back or lasts longer than 7 days.',
        'Red streaks on the skin.',
        'Swelling, heat or pain that gets worse.',
        'Pus, or a wet yellow crust.',
        'Itching that is very strong.',
        'Fever or chills.',
        'Blisters, cold sores or new dark spots.',
      ),
      'Call {{practice.telephone}}. If you cannot reach us, call your doctor.',
      'Call the emergency number at once if you cannot breathe well, if your lips, tongue or throat swell, if your heart beats in an odd way, if you faint or have a fit.',
    ),
  },
]
