// The words that passphrases are offered from: 512 of them, four to seven letters, plain and kind, and no two that sound the same. Nine bits
// each. The order has no meaning. A list that loses or gains a word fails a test.
const PHRASE_WORDS = (
  "acorn actor album alder alley almond amber anchor anvil apple apron arch arrow aspen atlas attic autumn axle azure badge bagel baker " +
  "bamboo banana banjo barley barn barrel basil basket beacon bench berry birch biscuit blanket blossom board boat bobbin bonnet book " +
  "bottle bowl brick bridge bright bronze brook broom brush bucket buckle bundle butter button cabin cactus cake camel camera candle canoe " +
  "canvas canyon carbon cargo carpet carrot castle catkin cedar celery chalk chapel cheese cherry chess chimney cider cinema circle citrus " +
  "clay cliff clock cloud clover coach coast cobble cocoa coffee collar comet compass copper coral corner cotton cousin cradle crane crayon " +
  "cream cricket crocus crown crystal cuckoo curtain cushion cycle daisy dancer dawn denim desert desk diary dinner dolphin donkey door " +
  "dragon drawer drum dune eagle easel echo elbow elder ember emerald enamel engine evening fabric falcon farm feather fennel fern ferry " +
  "fiddle field finch finger flannel flask flint flute forest fossil frame freckle fresco friend frost fudge galaxy garden garlic garnet " +
  "gate gecko ginger giraffe glacier glass globe glove goblet gold goose granite grape grass gravel green grove guitar gull hamlet hammer " +
  "hammock hamper harbour harp harvest hazel heather hedge helmet heron hill hinge hobby holly honey hoop horizon horn hotel house igloo " +
  "indigo iris island ivory jacket jade jasmine jelly jersey jewel jigsaw jolly journal juniper kayak kettle keyhole kingdom kipper kite " +
  "kitten kiwi ladder lagoon lake lamp lantern larch lark latch lawn leather lemon lentil letter library lilac lily lime linen lizard " +
  "lobster locket lodge lotus lunch lupin lyric magnet magpie mango mantle maple marble market marsh mask meadow melody melon mermaid metal " +
  "mill mimosa mint mirror mitten mole monsoon moon moose morning mosaic moss motor muffin museum muslin mustard napkin narrow nectar " +
  "needle nest nettle nickel noodle north novel nutmeg oasis oats ocean olive onion opal orange orbit orchard orchid otter oval oven oyster " +
  "paddle paint palace palm panda pansy paper parade parcel parrot parsley pasta pastel pastry path patio peach peanut pearl pebble pedal " +
  "pencil pepper petal piano picnic pigeon pillow pilot pine pixel planet plaza plum pocket poem polka pond pony poplar poppy porch postbox " +
  "potato pottery prairie prism puddle puffin pumpkin puppet purple puzzle quarry quartz quill quilt quince rabbit racket radio radish raft " +
  "rail rainbow raisin ramble ranch raven reed ribbon ridge ripple river robin rocket rooftop rope rowan rubber ruby rudder runner saddle " +
  "saffron sage salad salmon sand sandal sardine sash satin saucer scarf school scooter seaside seed shadow shelf shell shore shovel silk " +
  "silver sketch slate sleeve slipper snail snow soap sofa sonnet sparrow spinach spiral sponge spoon spring spruce squash stable station " +
  "statue stone stove straw stream string summer summit sundial sunny sunrise swallow swan sweater syrup table tablet tailor tango tartan " +
  "teapot temple tennis tent thatch theatre thimble thistle ticket tiger timber toast toffee tomato torch tower tractor trail treacle tree " +
  "trellis trumpet tulip tundra tunnel turnip turtle tweed twig unicorn valley vanilla velvet village violet violin volcano waffle wagon " +
  "walnut walrus water weaver wheat wheel whistle willow window winter wombat wool wren yellow zebra zigzag zipper"
).split(" ");
