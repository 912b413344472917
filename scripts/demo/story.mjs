/**
 * The recorded completion without its boxes: the tables and the story text of each frame. A row's first cell is an
 * identity that is drawn in that frame; its box is measured on the drawing.
 * @typedef {{ characters: readonly string[], objects: readonly string[], setting: readonly string[], text: string }}
 *   Chapter
 */

/** Cells are separated by ` | ` and are in the order of the model's columns, without the box. @type {readonly Chapter[]} */
export const CHAPTERS = [
  {
    characters: [
      'char1 | Mara | Young woman in a rust-red coat and mustard scarf | Calm, unsure | Walks with a letter | Brings the news',
      'char3 | Biscuit | Cream dog with caramel ears | Eager | Runs ahead | Leads the way',
    ],
    objects: [
      'obj2 | White envelope | Message | Carried by char1 | Starts the story',
      'lm1 | Lighthouse with two red bands | Landmark | None | Destination',
      'bg1 | Golden sea | Background | None | Quiet morning',
      'bg2 | Sandy path | Path | Walked by char1 | Leads to lm1',
    ],
    setting: [
      'Location | Headland above the sea | Peaceful | Morning | Establishes Grey Point',
      'Lighting | Low sun through haze | Warm | Morning | Promises a fine day',
    ],
    text: `<gdo char1>Mara</gdo> <gda char1>took</gda> <gdl bg2>the path</gdl> early, before the haze had gone off <gdl bg1>the sea</gdl>. <gdo char3>Biscuit</gdo>, who had been sent to meet her or had sent himself, <gda char3>ran</gda> ahead and did not once look round. <gdo char1>She</gdo> <gda char1>carried</gda> <gdo obj2>the letter</gdo> in her hand because it would not go into a pocket. She had typed it herself on Friday: four lines to say that <gdl lm1>the lighthouse</gdl> would not be lit again.`,
  },
  {
    characters: [
      'char1 | Mara | Woman in a belted red coat | Uneasy | Holds out a letter | Delivers the message',
      'char2 | Otto | White-bearded man in a navy coat and cap | Stubborn | Polishes a lantern | The keeper',
      'char3 | Biscuit | Cream and caramel dog | Attentive | Sits and watches | Between the two',
    ],
    objects: [
      'obj1 | Brass lantern, unlit | Light source | Polished by char2 | Will matter later',
      'obj2 | Letter with a red seal | Message | Held by char1 | Tension',
      'obj3 | Small boat with a tan sail | Transport | None | Leaves before the weather',
      'obj4 | Wooden bench | Seating | char2 sits on it | The keeper’s place',
      'lm1 | Foot of the lighthouse | Landmark | None | Otto’s home',
      'bg1 | Sea under heaped clouds | Background | None | Hints at change',
    ],
    setting: ['Weather | Clear, clouds building far out | Expectant | Noon | Foreshadows the storm'],
    text: `<gdo char2>Otto</gdo> <gda char2>sat</gda> on <gdo obj4>his bench</gdo> and <gda char2>polished</gda> <gdo obj1>a lantern</gdo> nobody had needed since the wires came. <gdo char1>Mara</gdo> <gda char1>held out</gda> <gdo obj2>the letter</gdo>, and <gdo char3>Biscuit</gdo> <gda char3>settled</gda> between <gdo char1 char2>them</gdo> to see what would be done about it. “From the office,” <gdo char1>she</gdo> <gda char1>said</gda>. <gdo char2>The keeper</gdo> <gda char2>went on</gda> with his cloth. “I can tell. It’s good paper.” Beyond the wall <gdo obj3>a small boat</gdo> was leaving, towards clouds that had not been there at breakfast.`,
  },
  {
    characters: [
      'char1 | Mara | Woman at the window | Worried | Looks out, hand to the glass | Sees the danger',
      'char2 | Otto the keeper | Bearded man on one knee | Intent | Lights a lantern with burning paper | Acts',
      'char3 | Biscuit | Dog with a teal collar | Wary | Lies under the table | Shows the tension',
    ],
    objects: [
      'obj1 | Lantern, just lit | Light source | Lit by char2 | Replaces the dead lamp',
      'obj2 | Folded letter, burning | Message | Held by char2 | Becomes a flame',
      'obj3 | Boat far out | Transport | None | In danger',
      'obj5 | Iron stove | Heating | None | Source of the fire',
      'obj6 | Table with bread and mugs | Furniture | char3 lies under it | Homely detail',
      'bg3 | Arched window, rain on the panes | Window | char1 stands at it | Divides warm from cold',
    ],
    setting: [
      'Interior Design | Round kitchen in the tower | Tense | Afternoon | Shelter',
      'Lighting | Cold window, warm stove | Uneasy | Afternoon | Contrast',
    ],
    text: `By four the tower hummed. <gdo char1>Mara</gdo> <gda char1>stood</gda> at <gdl bg3>the window</gdl> and <gda char1>counted</gda> the boats home to <gdl lm2>the harbour</gdl>, five of six. “<gdo char4>Ines</gdo> is still out,” <gdo char1>she</gdo> said. The great lamp had had no current since April. <gdo char2>Otto</gdo> <gda char2>knelt</gda> by <gdo obj5>the stove</gdo>. The matches were damp, so <gdo char2>he</gdo> <gda char2>folded</gda> the one dry <gdo obj2>sheet</gdo> in the house, unread, and <gda char2>lit</gda> <gdo obj1>the lantern</gdo> with it. <gdo char3>Biscuit</gdo> <gda char3>watched</gda> from under <gdo obj6>the table</gdo>. <gdo char1 char2 char3>All three</gdo> <gda char1 char2 char3>waited</gda> for the wick to take.`,
  },
  {
    characters: ['char4 | Ines | Girl in yellow oilskins | Afraid, steady | Steers the boat | The one in danger'],
    objects: [
      'obj1 | Tiny yellow light on the tower | Signal | None | The only guide',
      'obj3 | Boat with a reefed sail | Transport | Steered by char4 | At the mercy of the sea',
      'lm1 | Dark lighthouse, far off | Landmark | None | Out of reach',
      'bg1 | Steep, breaking sea | Background | None | The danger',
      'bg4 | Storm clouds over a strip of light | Background | None | Closes the day',
    ],
    setting: ['Environment | Open sea in driving rain | Threatening | Nightfall | Height of the storm'],
    text: `<gdo char4>Ines</gdo> had stopped hoping for land. <gdo obj3>The boat</gdo> <gda obj3>climbed</gda>, hung, and <gda obj3>dropped</gda>, and each time <gdl bg1>the sea</gdl> came in over the bow. <gdl lm1>The lighthouse</gdl> was one more grey thing under <gdl bg4>the clouds</gdl>, and dark. Then, high on it, <gdo obj1>a spark</gdo>: small, yellow, and not steady the way the lamps in towers are. Somebody was holding it. <gdo char4>She</gdo> knew nothing of <gdo char1>Mara</gdo>, or how her arms hurt. <gdo char4>She</gdo> <gda char4>put the tiller over</gda> and <gda char4>steered</gda> for it.`,
  },
  {
    characters: [
      'char1 | Mara | Woman with arms raised | Determined | Holds the lantern over her head | Becomes the lighthouse',
      'char2 | Otto | Keeper in cap and navy coat | Concerned | Grips her belt | Steadies her',
      'char3 | Biscuit the dog | Dog on his hind legs | Excited | Barks at the sea | Raises the alarm',
      'char4 | Ines | Small figure in yellow | Hopeful | Sails towards the light | Comes home',
    ],
    objects: [
      'obj1 | Lantern, burning bright | Light source | Held by char1 | Saves the boat',
      'obj3 | Boat below the tower | Transport | Sailed by char4 | Comes into the light',
      'bg1 | Dark sea | Background | None | Surrounds the tower',
      'bg5 | Iron rail | Railing | None | Edge of safety',
    ],
    setting: ['Location | Gallery of the lighthouse | Dramatic | Night | Turning point'],
    text: `<gdo char1>Mara</gdo> <gda char1>held up</gda> <gdo obj1>the lantern</gdo> until she could not feel her arms, and then <gdo char1>she</gdo> <gda char1>went on</gda> holding it. <gdo char2>Otto</gdo> <gda char2>gripped</gda> her belt with one hand and felt for <gdl bg5>the rail</gdl> with the other. “Higher,” <gdo char2>he</gdo> <gda char2>said</gda>, not unkindly. <gdo char3>Biscuit</gdo> <gda char3>barked</gda> at each wave in turn. Below <gdo char1 char2 char3>the three of them</gdo>, where the light lay on <gdl bg1>the water</gdl>, <gdo obj3 char4>a boat with somebody yellow in it</gdo> <gda obj3 char4>came round</gda> the point.`,
  },
  {
    characters: [
      'char1 | Mara | Woman in red, seated | Content | Sits and smiles | Finds her answer',
      'char2 | Otto | Old keeper, seated | At ease | Sits beside her | Asks the question',
      'char3 | Biscuit | Wet dog | Playful | Shakes himself dry | Lightens the moment',
      'char4 | Ines | Girl in yellow oilskins | Grateful | Waves | Safe',
    ],
    objects: [
      'obj1 | Lantern, its flame gone pale | Light source | None | Has done its work',
      'obj3 | Moored boat, sail furled | Transport | char4 stands in it | Safe again',
      'lm1 | Lighthouse at dawn | Landmark | None | Still needed',
      'bg1 | Smooth sea | Background | None | Calm after the storm',
      'bg6 | Wooden jetty | Structure | char1 and char2 sit on it | A place to rest',
    ],
    setting: ['Atmosphere | Clear and quiet | Serene | Dawn | Resolution'],
    text: `In the morning <gdl bg1>the sea</gdl> lay flat and had nothing to say for itself. <gdo char4>Ines</gdo> <gda char4>waved</gda> from <gdo obj3>the boat</gdo>, and <gdo char3>Biscuit</gdo> <gda char3>shook</gda> himself over everybody. <gdo char1>Mara</gdo> and <gdo char2>Otto</gdo> <gda char1 char2>sat</gda> on <gdl bg6>the jetty</gdl> with <gdo obj1>the lantern</gdo> between <gdo char1 char2>them</gdo>. “That <gdo obj2>letter</gdo>,” <gdo char2>he</gdo> <gda char2>said</gda> after a while. “Was it anything?” <gdo char1>She</gdo> <gda char1>looked</gda> at the boat. “They wanted to know whether <gdl lm1>the light</gdl> was needed.” <gdo char2>Otto</gdo> <gda char2>thought</gda> about it. “You’d better write and tell them,” <gdo char2>he</gdo> said.`,
  },
];

/** @type {readonly string[]} */
export const NARRATIVE = [
  'Introduction | Mara comes to Grey Point | She climbs the headland with a letter | Image 1',
  'Development | The letter meets the keeper | Otto leaves it unread, clouds gather | Image 2',
  'Conflict | The storm comes, the great lamp is dead | The letter lights a lantern, Ines is out at sea | Image 3 to Image 4',
  'Turning Point | The light is held up | The boat comes round the point | Image 5',
  'Conclusion | Calm after the storm | The question in the letter is answered | Image 6',
];
