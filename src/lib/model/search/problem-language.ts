/**
 * English words that people use of everyday problems for nearly the same, a group a line: who is concerned, what goes wrong,
 * where, when, and what is done about it. Written by hand from general knowledge, field by field, for no community in
 * particular; what a community alone calls things belongs into its own synonyms. The questions of `npm run bench -- search`
 * were written before it by the same hand, so it was not blind to them: what only some question would gain by stays out.
 */
export const PROBLEM_LANGUAGE = `
child kid infant youngster
child pupil student
toddler child infant baby
pupil student learner schoolchild
class lesson course
class classroom classmate
school kindergarten nursery
teenager youth adolescent teen
parent mother father mum dad family
family relative kin parent
daughter son child
elderly old senior aged pensioner
woman lady female girl
man male boy gentleman
guest visitor attendee caller
audience spectator viewer listener public
participant attendee member
customer client shopper buyer guest
patient resident client
resident tenant occupant inhabitant
nurse carer caregiver
doctor physician
staff employee worker personnel crew
colleague coworker staff teammate
boss manager head chief supervisor
volunteer helper
newcomer beginner starter recruit novice
teacher educator instructor tutor
tenant renter lodger
neighbour nearby adjacent
driver courier carrier
craftsman tradesman plumber electrician repairman
expert specialist professional
committee board council
stranger outsider foreigner
refugee migrant immigrant
supplier vendor distributor wholesaler
funder sponsor donor foundation grant
thief burglar robber shoplifter
speaker presenter lecturer
cook chef
substitute deputy replacement
disabled handicapped impaired
engineer technician developer
group team crew
friend buddy companion
person somebody individual
late delay overdue tardy behind
slow sluggish lag
wait queue delay
queue line wait
early premature
fast quick rapid
forget overlook miss neglect omit
ignore neglect disregard overlook
lose lost missing disappear vanish gone
steal stolen theft rob shoplift
break broken defect fault damage
broken faulty malfunction defect
fail failure crash outage
down outage unreachable offline
destroy ruin wreck damage smash spoil
deliberate purpose intentional
accident mishap incident
mistake error wrong fault slip
wrong incorrect false mistaken
repair fix mend
replace exchange swap change
stop halt cease end
quit leave resign depart
leave depart exit
stay remain
come arrive attend appear
absent away missing off
ill sick unwell
disease illness infection
flu influenza cold
hurt injure injury wound harm
wound sore ulcer cut
bandage dressing plaster
fall slip trip stumble
slippery slick smooth
bite teeth
cry weep tears upset
upset angry unhappy distress
angry furious annoyed aggressive
aggressive violent hit attack
complain complaint grumble protest
argue quarrel conflict dispute fight
shout yell scream loud
noise noisy loud sound
music party celebration
quiet silent shy calm
talk speak discuss chat
ask request enquire question
answer reply respond react
tell inform notify announce
call phone ring telephone
phone mobile telephone cell
mail email message letter inbox
message note text
remind reminder warn
alarm alert warning
warning notice sign
confused unclear
understand comprehend follow grasp
language vocabulary speech tongue
refuse reject decline deny
accept agree consent
promise agree commit
cheat copy fake fraud
fake forge falsify
guess estimate
lie false fake
secret password token key credential
leak drip seep
leak expose reveal
flood water overflow
water drink fluid liquid
wet damp moist humid
dry dehydrated thirsty
rain storm weather wet
moisture damp humidity
mould fungus mildew
rot decay spoil
stale expired old
expire expiry outdated overdue
outdated old obsolete
current latest recent new
smell stink odour
dirty filthy soiled stain
clean wash tidy scrub
wash bath shower laundry
laundry washing
sheet linen bedding
tidy clean clear sort
rubbish trash waste garbage litter
bin container rubbish
waste throw discard bin
block clog obstruct jam
jam stuck block
drain pipe sink
pipe tube drain
blunt dull
sharp knife blade
knife blade cut
warm hot heat
heat hot
temperature degree thermometer warm cold
cold cool chill freeze
fridge refrigerator cooler
freezer frozen freeze ice
thaw melt defrost
heating radiator heater
burn scorch fire
fire flame burn
smoke fire fume
food meal dish
meal lunch dinner breakfast
eat food meal
vegetable lettuce salad
milk dairy
grain rice cereal
peanut nut allergy allergen
ingredient allergen recipe
cup glass mug
cloudy milky
dish plate pan
pot pan kettle
oven stove cooker
cook boil prepare
portion serving batch
spoil rot bad
hygiene safety clean
bathroom toilet restroom washroom
lavatory toilet
night dark evening overnight
dark night light
light lamp bright
morning early dawn
noon lunchtime midday
lunch noon nap
weekend saturday sunday
friday weekend
holiday vacation leave
vacation holiday away
summer july august
winter february cold
autumn fall
year annual
month monthly
day daily
break pause recess intermission
rest nap sleep
sleep doze nap
tired exhausted
overworked exhausted
shift turn duty rota
handover handoff
rota schedule roster plan
schedule plan programme agenda timetable
appointment booking date
unannounced surprise
book reserve booking reservation
booking reservation
double twice
twice second double again
cancel withdraw
free empty vacant available
empty vacant none
full crowded packed overflow
crowded full busy
many numerous crowd
few short lack handful
lack shortage missing
short shortage lack
enough sufficient
supply stock supplies
stock goods supply inventory
goods product item article merchandise
order purchase buy
deliver delivery shipment
deliver bring drop
incomplete missing part
package box parcel
store shop market
storeroom shed store
shop store
till register cashier checkout
cash money
money cash euro pay cost
pay payment charge transfer
price cost amount charge
expensive cost dear
cheap discount
refund repay money back
bill invoice
receipt proof voucher
expense cost spend
fee fine charge
treasurer accountant
report account record
donate give gift donation
clothes garment dress
worn used
used worn secondhand
tag label badge
label tag price
illegible unreadable
read legible
see view look visible
view sight see
hear listen
equipment tool device gear
tool equipment instrument
machine computer device
computer laptop pc
laptop computer notebook
screen display projector monitor
monitor watch observe
website page site
server host machine
program application software
application apply form
form template document
document paper file record
print printer paper
copier printer
paper document
book title volume
library reader
dvd disc
film movie video
stream broadcast
online internet web
network connection wireless
connection line link
cable plug wire
plug cable connect
power electricity
electricity power
battery charge
memory ram
job task work employment
restart reboot
release deploy deployment launch
rollback revert undo back
backup copy save
restore recover
recover restore
data information record
database data
bug error defect
git repository
space room
log record
key lock
open unlock
entrance door gate
door gate entrance
gate door exit
exit way out
way path route
path way road
street road traffic
traffic car street
car vehicle parking
garage parking
bicycle bike cycle
bus train
lift elevator
stair staircase stairwell landing
floor ground
ceiling roof
wall side
corner edge
flat apartment
house building home
building hall house
hall venue building
venue hall place
room space chamber
bedroom room wardrobe
basement cellar
garden yard
plot patch bed
plant seedling
plant sow seed
snail slug
pest vermin insect fly
lice bug
bug insect lice
pet dog cat
pile heap stack
soil earth ground
grow growth
play game
story tale
event party meeting
meeting conference assembly gathering
conference meeting
presentation talk speech
talk presentation speech
sound noise audio
whistle squeal
stage platform
seat chair place
chair seat
outdoor outside
outside outdoors
indoor inside
find locate discover
search look seek
sign signature
version copy edition
flood overwhelm
important matter urgent
urgent emergency important
emergency urgent resuscitation
contact number
responsible charge accountable
forward pass transfer
transfer pass move
decide decision result
result outcome decision
minutes notes protocol
action task todo
distribute send share
share divide common
divide split share
fair equal
exclude leave omit
alone lonely single
lonely alone
dominate control
mark grade score
grade mark
essay paper
homework assignment exercise
exercise task homework
exam test
news update information
update news
interrupt disturb
disturb distract interrupt
distract disturb
medicine medication drug tablet pill
dose amount
treat treatment therapy
unauthorised forbidden
permission allow consent
allow permit
rule policy agreement
danger risk hazard
risk danger
safe secure
escape run flee
personal private
private personal confidential
boundary line limit
limit maximum
support help assist
help support aid assist
train training teach
teach train instruct
learn study
know knowledge
recruit hire
hire recruit employ
reduce less lower
increase more grow
kill die
die dead
dead die
begin start
start begin
finish end complete
end finish
long duration lengthy
overrun long exceed
exceed over
short brief
big large
large big batch
small little tiny
little small
high tall
low little
deep thick
thick heavy
heavy thick
spot stain mark
notice spot see
check inspect control verify
inspect check
measure check
record chart list
list record register
chart record
drink water beverage
grease fat oil
account login
lock locked
device machine appliance
leftover surplus
oil grease fat
pet animal
dog pet
shut close
trial test
live production
`;
