/**
 * The gifts TikTok offered in January 2024, as facts: id, name, price. Knows nothing of events; gift-catalogue.ts
 * looks prices up in it, the rule editor suggests its names. Gifts newer than this carry their price in the event.
 */
import type { GiftRow } from './gift-catalogue.ts';

/** Each paragraph: a price in coins, then its gifts as `id name`, parted by semicolons. */
const TABLE = `
1: 5269 TikTok; 5333 Coffee; 5462 Tempe Tofu; 5464 Ice Tea; 5479 Coffee; 5523 Fire; 5588 Nasi Lemak; 5631 Power hug;
  5644 Bungeo-ppang; 5655 Rose; 5685 Enjoy Music; 5760 Weights; 5778 Orange Juice; 5823 Fairy Bread; 5826 Cloud Bread;
  5827 Ice Cream Cone; 5860 Chocolate; 5906 Earth; 5992 Frangipani; 6002 Chocolate Stick; 6042 Mini Speaker;
  6046 Cat Paws; 6064 GG; 6093 Football; 6169 Tennis; 6246 Thumbs Up; 6247 Heart; 6269 Basketball; 6383 Raya Rice;
  6447 Daisies; 6470 May; 6592 TGIF; 6603 Hi July; 6635 Thunder Hammer; 6649 Give It All; 6652 Lightning Bolt;
  6784 Cake Slice; 6788 Glow Stick; 6890 Love you; 6928 It's corn; 7002 Garden Gnome; 7003 Sapling; 7021 Go Snacking;
  7024 So Beautiful; 7032 Maracas; 7048 I LOVE KR; 7050 Love Hangul; 7070 Match Star; 7072 Sub Star;
  7073 Harvest Festival; 7074 Match Star; 7086 Chili; 7139 I LOVE TR; 7160 Wishing Bottle; 7176 Hi November;
  7213 Squirrel; 7233 Chestnuts; 7234 Grapes; 7283 Soccer; 7296 Chestnuts; 7316 Anti Hero; 7375 Lucky Pig;
  7394 Sneakerhead; 7477 Panettone GDM 23; 7604 2023; 7742 Monty; 7812 Bravo; 7813 Health Potion; 7814 Panettone;
  7831 Alien Peace Sign; 7867 Wasp; 7897 Baseball; 7932 Love Letter; 7933 Funny Face; 7934 Heart Me; 7976 March;
  8201 We are a team; 8202 Superb Team; 8203 Great Team; 8237 April; 8239 White Rose; 8286 GG; 8616 Rainbow;
  8712 Happy Father's Day; 8803 Miss You; 8804 Vacation; 9081 New Universe; 9087 Flame heart; 9097 Birthday Cake;
  9175 Pretzel; 9334 LIVE Fest; 9354 I'm here; 9355 So cute; 9363 Elf GDM 23; 9463 Fairy Wings; 9576 Yeah Nah;
  9583 Cool!; 9604 Gobble Gobble; 9639 2024; 9698 Candy Cane; 9703 Really Curious
2: 9139 Team Bracelet
5: 37 Panda; 5319 Blue Bead; 5487 Finger Heart; 5547 Russian Crepes; 5645 Tteokbokki; 5650 Mic; 5719 Fire;
  5757 Ice cream; 5893 Footy; 5894 Football; 5983 Amazing; 5991 Banana leaf vessel; 5994 Turkish coffee; 6126 Gummy;
  6411 Snag; 6416 Choc Chip Cookie; 6704 Chill; 6705 Loved; 6733 Telescope; 6774 Wide Eye Wurstie; 6813 Fantastic;
  6883 Cookie; 7224 Big Love; 7396 Pumpkin Pie; 7501 Hello Traveler; 7504 Holiday Stocking; 7594 Wand; 7707 I'm blue;
  7974 Anemo Slime; 8186 Cornflower; 8205 No.1 Team; 8225 Coconut Drink; 8297 Anemo Slime; 8352 Cotton's Shell;
  8810 Pinky promise; 8815 Pink shoes; 8843 Pink shoes; 8890 Pink Shoes; 8963 Ice cream; 9111 Popcorn;
  9656 Gingerbread man; 9671 Gingebread Man; 9771 KFC Chicken
6: 6519 Guacamole
7: 5959 Waving Hand
9: 6059 Hand Wave; 6112 King Cake; 6113 Taco; 6350 Welcome; 7087 Taco; 7088 Nachos; 8243 Cheer You Up
10: 5480 Heart; 5657 Lollipop; 5756 Balloons; 5779 I love you; 5822 Koala; 5933 Coffee; 6052 Gamepad; 6125 Love You;
  6209 Chicken Leg; 6240 ASMR; 6249 Rugby Ball; 6483 Spinning Top; 6503 Choco Pie; 6545 Ice Lolly; 6560 Tiny Diny;
  6633 Independence Day; 6756 Hot; 6843 Marvin the Monkey; 6856 Ticket; 6975 Lederhosen; 6990 ASMR Time;
  7056 Pretzel; 7060 Victory; 7089 Mate tea; 7341 Panther; 7403 Tucker the Turkey; 7527 Christmas Wreath G;
  7591 Tiny Diny; 7997 Rosa; 8097 Dallah; 8108 Dog Bone; 8165 Chick; 8189 Maxwell; 8283 Mushroom; 8298 Dehya;
  8581 Stars Snap; 8692 Hi Bear; 8740 Crocodile; 8826 Watermelon; 8913 Rosa; 9184 Cube; 9242 Pumpkin Spice Latte;
  9587 Christmas Potato; 9667 Kiwi Bird; 9770 Shiba Cookie
15: 8448 Raccoon; 8767 Golden Trumpet; 9615 Festive Tiny Diny; 9704 Nemo
19: 6106 Appetizers
20: 5658 Perfume; 5720 Cake; 5740 Headphones; 5919 Love you; 6248 DJ Set; 6426 Dombra; 6726 Tea; 7131 Scented Candle;
  7226 Sushi Set; 7542 KO; 7543 M4 Beatrix; 7655 KO; 7656 M4 Beatrix; 8552 Baby fox
30: 5780 Bouquet Flower; 5879 Doughnut; 5961 Coffee; 6070 Mirror; 6582 Golden Gamepad; 6655 Summer Iris;
  7084 Witchy Kitty; 7523 Hot Choco GDM 23; 7837 Choco Strawberries; 8217 Capybara
39: 5852 Soccer Ball
40: 7055 Pizza
49: 5707 Love you; 8259 I love you
50: 5303 Tea; 7851 Football Helmet
55: 7391 I'm shy
88: 6471 Hi May; 7177 November; 7977 Hi March; 8077 March; 8238 Hi April; 8434 Ruby red; 9304 Boo the Ghost
99: 5659 Paper Crane; 5793 Play Samba; 5866 Birthday Hat; 6006 Cricket; 6097 Little Crown; 6104 Cap;
  6427 Hat and Mustache; 6432 Star; 6435 Daffodils; 6525 Honorable Person; 6627 Bucket Hat; 6661 Kiss your Heart;
  6723 Guitar; 6793 Ranking Lit; 7092 Guitar; 7551 Snowman; 7846 Grumpy Glasses; 7883 Guitar; 7989 Boxing Robe;
  8130 Like-Pop; 8155 My favourite; 8156 My favourite; 8455 Happy Mother's Day; 9096 Birthday Crown;
  9255 Aerobic headband
100: 5486 Mishka Bear; 5513 Treasure Chest; 5524 Tsar; 5566 Mishka Bear; 5585 Confetti; 5660 Hand Hearts;
  5737 Flowers; 5924 Hand Heart; 5927 Balalaika; 6467 Game Controller; 6472 Mp3; 6487 Chicken and Cola;
  6740 Foamy Drink; 6960 Game Controller; 6968 Hand Heart; 7029 Match Wand; 7121 Marvelous Confetti; 7163 Mishka Bear;
  7264 Bear love; 7569 Game Controller; 7810 Match Wand; 9333 LIVE Fest Clappers
150: 5284 Kiss; 5300 Sceptre; 5481 Kiss; 5577 Kiss; 6618 Socks and Sandals; 7364 Sceptre
169: 5729 Butterfly; 5915 Music Note
199: 5502 Crown; 5509 Sunglasses; 5586 Hearts; 5713 Crown; 5734 Goggles; 5794 Coconut Tree; 5880 Lock and Key;
  5937 Hanging Lights; 5956 Fishing Gear; 6101 Happy New Year; 6194 Top Host; 6242 Mariachi Hat; 6398 Party hat;
  6436 Love Focus; 6437 Garland Headpiece; 6486 Cheems Dog; 6491 Full English; 6565 Indoor Fan; 6609 Headphone;
  6634 Sunday Roast; 6671 Love You; 6694 Pinch Cheek; 6713 Cheer For You; 6725 Chef's Hat; 6744 Fruits Hat;
  6776 Birthday Glasses; 6794 Ranking Lit; 6795 Ranking Lit; 6796 Ranking Lit; 7016 Chef's Kiss; 7090 Kite;
  7091 Fruits Hat; 7094 Mariachi Hat; 7166 Roman Empire; 7204 Panther Paws; 7262 Jungle Hat; 7458 Wooly Hat;
  7475 Mistletoe GDM 23; 7545 Feather Hat; 7549 Gamer Cat; 7747 Snowboard; 7749 Ice skating; 7780 Ice hockey;
  7781 Ski Goggles; 7824 The Passion Rose; 7835 The Passion Rose; 7839 Shiba Inu; 7927 Puppy Love; 8017 Headphone;
  8066 Goggles; 8207 The Crown; 8358 Panther Paws; 8442 Flower Festival; 8597 Suitcase; 8600 Sending positivity;
  8638 Festa Junina's Hat; 8672 Knight Helmet; 8744 Lemond Buddy; 8842 Cowboy Hat; 9152 Spin with me GDM;
  9617 Xmas Mishka Bear; 9657 GB North Pole; 9658 DE North Pole
200: 5325 Tulip Box; 5598 Diamond Heart necklace; 5599 Gold necklace; 5738 Heart; 6840 On Fire; 6958 On Fire;
  7068 Match! Match!
222: 5482 Shiba Inu
224: 9640 2024 Glasses; 9643 2024 JoyLens
250: 6322 Camping
299: 5882 Rock 'n' Roll; 5902 Bridal Veil; 6007 Boxing Gloves; 6034 Flower; 6050 Love Bomb; 6265 Duck; 6267 Corgi;
  6393 Magic Hat; 6531 Llama Greetings; 6532 Dancing Cactus; 6752 Friend; 6757 Dash; 6868 Hedgehog; 6939 Pug;
  7222 Full moon; 7503 We Love; 7532 Dream Team; 7920 Husky; 7921 Golden; 8005 Falling For You; 8111 Superpower;
  8260 Elephant trunk; 8496 Tiara; 8873 TikTok Crown; 9465 Fruit Friends; 9535 Play for you; 9536 Fake smile;
  9625 Elf's Hat; 9647 Kitten Paw; 9670 Reindeer; 9706 Elfs Hat
300: 5283 Diamond ring of love; 5301 Oud; 5569 Diamond ring of love; 5661 Air Dancer; 5776 Birthday Cake;
  5929 Celebration Rice; 6071 Birthday Cake
388: 5843 Campfire
398: 8392 I love music
399: 5899 Swing; 6073 Sweet dreams; 7895 Gamer Cyber Mask; 8265 Happy Friday; 8266 Good Afternoon; 8267 Good Evening;
  8268 Good Night; 8269 Good Morning; 8327 Flower Flight; 8349 Cotton the Seal; 8852 Cotton the Seal;
  8914 Forever Rosa; 9581 Turkey Face GDDec
400: 5662 Necklace; 6205 Love Chat
401: 6390 Teasing
450: 7119 MPL Trophy; 7544 M4 Trophy; 8793 Across the board; 9682 Stay Warm
499: 5559 Crystal Heart; 5731 Coral; 5832 Cool Cat; 6415 Music; 7105 Magic Potion; 8244 Hands Up; 9688 Snowglobe
500: 5336 Make it rain; 5549 Ballet Dancer; 5712 Trophy; 5739 Money Gun; 5798 Dancing beaver in sunglasses;
  5831 Flower Show; 5850 Bubbles; 5885 Owl; 5890 Autumn leaves; 6365 Money Gun; 6967 Autumn Leaves; 7122 Gem Gun;
  7168 Money Gun; 7282 Spaghetti Kiss; 7398 Prince; 7688 Don’t Do It; 7985 Lion's Mane; 8074 Cuddle with Me;
  8232 Gardening; 8648 Window basket; 8892 Dream Team
599: 6865 Cooper Skates Home; 8264 Happy Weekend
600: 5514 Birds; 5564 Applause; 6938 Mermaid; 7266 Applause
699: 5488 LOVE Balloon; 5897 Swan; 6554 Dance Together; 6800 Pinata; 7357 TikTok Trophy
700: 7265 Cotton Candy
799: 5835 Sunset in Bali; 7498 Candy Cane Gun; 9650 The Van Cat
800: 5664 Pearl
899: 5978 Train; 6132 Beach Date; 7697 LOVE U
999: 5976 Hot Air Balloon; 6233 Travel with You; 8769 Raining gifts; 9138 Trending Figure; 9303 Rabbit and Mochi;
  9717 Lucky Airdrop Box
1000: 5461 Batik Clothes; 5540 Disco Ball; 5587 Gold Mine; 5596 Silver Sports Car; 5680 Disco ball; 5886 Galaxy;
  6199 Email Message; 6200 Mirror Bloom; 6781 Watermelon Love; 6842 Gerry the Giraffe; 7123 Shiny air balloon;
  7161 The Magic Lamp; 7882 Drums; 8250 Disco ball; 8978 Glowing Jellyfish; 9498 Blooming Ribbons; 9522 Exclusive Spark
1088: 6090 Fireworks; 7963 Diamond Tree
1099: 5781 Diamond
1200: 5876 Arcade Game; 6031 Gaming Chair; 7041 Arcade Game; 7624 Take a Drive; 7631 Take a Drive;
  7984 Counting Sheep; 8887 Fountain; 9668 Gingerman Party
1288: 5996 Bumper Cars
1299: 8299 Paimon Surprise
1400: 6286 Wedding
1499: 5561 Diamond Crown; 5604 Diamond Crown
1500: 5337 Diamond King; 5651 Garland; 5788 Floral Bloom; 5955 Champion; 7367 Diamond Ring; 7467 Chasing the Dream;
  9043 Pim Bear
1580: 5753 Shooting Stars
1700: 6428 Crystal Ball
1750: 6084 Whale diving
1799: 7879 Center Stage; 8245 Here We Go
1800: 8277 Love Drop
1888: 5763 Speedboat
1999: 5903 Fall Candle; 6033 Make-up Box; 6320 Star Adventures; 6327 Airship; 6348 Rabbit; 6789 Red Carpet;
  6797 Super Cake; 6834 Gift Box; 6862 Cooper Flies Home; 7196 Let Us Dance; 7529 Mystery Firework
2000: 6417 Club; 7377 Christmas Market G; 7525 Christmas CarouseG; 8812 Panda skydiving; 9678 Holiday Carousel
2024: 9641 2024 Countdown; 9644 Sparkling Countdown
2100: 6381 Telephone Box
2150: 6820 Whale diving
2199: 5774 Jetski
2200: 8806 Dancing Capybaras; 9514 Storms at sea
2399: 5964 Music Box
2599: 6263 Magic Stage; 7881 Magic Stage
2888: 5236 Cupid; 7880 Concert
2988: 5765 Motorcycle; 8038 Double trouble
2999: 6431 Beach Day; 9468 Rhythmic Bear
3000: 5652 Ferris Wheel; 6563 Meteor Shower; 8086 Car Drifting; 8188 Dancing Bears; 9147 Bigfoot; 9499 Golden Party
3999: 6244 Sakura Train; 6345 Cat; 6555 Summer Band; 6835 Gift Box; 6863 Cooper Swims Home; 6907 Show Time;
  8152 Spring train; 8253 Spring Train; 9149 Giant
4000: 6148 Flower Overflow; 6204 Restaurants; 6506 Island of Love; 6869 TikTok Volcano; 7789 Mike; 9148 Forest Fairy
4888: 5767 Private Jet; 6646 Leon the Kitten; 7124 Signature Jet
4999: 5938 Pool Party; 8415 Knockout
5000: 5338 Unicorn Fantasy; 5348 Unicorn Fantasy; 5475 Unicorn Fantasy; 5483 Unicorn Fantasy; 6719 Beach Hut;
  6845 Ellie the Elephant; 6922 Ellie the Elephant; 7237 Unicorn Fantasy; 7468 Dancing Adam; 7482 Flying Jets;
  7720 Flying Jets; 8344 Bird Whisperer; 8433 Silver sports car; 8613 Draco; 8778 Wolf; 8988 DJ Alien;
  9500 Flying Jets; 9523 Exclusive Jet; 9672 Mimi & Fifi
5999: 6556 Valley Festival; 6864 Cooper's Home
6000: 5627 Romantic Carriage; 8263 Yellow Bus; 8604 Starfish Bay; 9135 Magic Forest; 9515 Lightning Storm
6599: 9467 Lili the Leopard
6600: 6542 TikTok Red Carpet
6999: 6787 Birthday Party; 6790 Celebration Time; 8247 Happy Party; 9095 Birthday Party
7000: 6089 Sports Car; 6741 Gorgeous Trophy
7999: 7764 Star Throne; 8104 Monster Truck; 8420 Star Throne
9699: 8916 Leon and Lili
9888: 6103 Yacht
9999: 5803 Beach House; 7159 Scorpio Star Sign; 7218 Rio de Janeiro
10000: 6149 Interstellar; 6203 Sunset Speedway; 8417 Octopus
10999: 6271 Falcon; 6367 Falcon
12000: 6892 Race Car; 7730 Frog Prince; 8419 Red Lightning; 8599 Convertible Car; 8754 Aurora; 9516 Mountains
12024: 9642 Train to 2024; 9645 New Year Journey
13999: 6520 Camping Night; 6588 Spaceship
15000: 5954 Planet; 6662 Castle Skyline; 7598 Pirate’s Ship; 7911 Maggie; 7978 Leopard; 8387 peacock; 8416 Pyramids;
  8418 Speedster; 8435 Pyramids; 8912 Rosa Nebula; 9086 Man V Seagull
16999: 6452 Jakarta Roundabout
17000: 9466 Amusement Park
19999: 8248 Fly Love
20000: 5340 Castle Fantasy; 5478 Castle Fantasy; 5930 Rocket; 6751 TikTok Shuttle; 6833 Castle Fantasy;
  7125 Premium Shuttle; 9240 Dancing queens; 9501 Yacht; 9524 Exclusive Yacht; 9680 Xmas in London
25999: 7319 Phoenix; 7400 Adam’s Dream; 7987 Griffin
26999: 7610 Dragon Flame
28888: 6625 Towards the future
29999: 5287 Golden sports car; 6369 Lion
30000: 8391 Sam the Whale; 8602 Gorilla; 8814 Superhero fight
34000: 7823 Leon and Lion; 8456 Zeus; 8457 Zeus
34500: 8381 Seal and Whale
34999: 6038 TikTok Universe; 6039 TikTok Universe; 6041 TikTok Universe; 7312 TikTok Universe+
39999: 8582 TikTok Stars; 8651 Thunder Falcon
41999: 9092 Fire Phoenix
42999: 9427 Pegasus
44999: 9072 TikTok Universe
`;

let parsed: readonly GiftRow[] | null = null;

function parse(): GiftRow[] {
  const rows: GiftRow[] = [];
  for (const paragraph of TABLE.trim().split(/\n(?=\d+: )/)) {
    const colon = paragraph.indexOf(':');
    const diamondCount = Number(paragraph.slice(0, colon));
    for (const entry of paragraph.slice(colon + 1).split(';')) {
      const [id = '', ...words] = entry.trim().split(/\s+/);
      rows.push({ id: Number(id), name: words.join(' '), diamondCount });
    }
  }
  return rows;
}

/** All known gifts, cheapest first. Read once, when first asked for. */
export const giftNames = (): readonly GiftRow[] => (parsed ??= parse());
