"""First names, by which ``this isn't Maria`` is told from ``this isn't right``."""

FIRST_NAMES = """
aaron abigail adam adriana ahmed alberto alejandra alejandro alex alexander alexis alfredo ali alice
alicia amanda amber amy ana andrea andres andrew angela ann anna anthony antonio armando arthur
arturo ashley barbara becky ben benjamin betty beverly brandon brenda brian brittany carl carlos
carmen carolyn catherine cesar charles charlotte cheryl chris christina christine christopher
claudia cynthia dan daniel danielle dave david debbie deborah debra denise dennis deshawn diana
diane diego donna doris dorothy eduardo edward elena elizabeth emily emma enrique eric ernesto ethan
evelyn fatima fernando frances francisco gabriela gary george gloria greg gregory guadalupe
guillermo gustavo hannah harold heather hector helen henry isabel isabella jacob jacqueline jamal
james jane janet janice jason javier jeff jeffrey jen jennifer jeremy jerry jessica jesus joan joe
john jonathan jorge jose josefina joseph joshua joyce juan juana judith judy julia julie julio
justin karen kate katherine kathleen kathryn kayla keisha keith kelly kenneth kevin kim kimberly
kyle larry latoya laura lauren leticia linda lisa liz lori lucia luis lupe manuel margaret margarita
maria marilyn mario martha mary matt matthew megan melissa michael michelle miguel mike mohamed
muhammad nancy natalie nathan nguyen nicholas nick nicole olivia oscar pablo pamela patricia patrick
paul pedro peter priya rachel rafael ramon raul rebecca ricardo richard robert roberto roger ronald
rosa ruben ruth ryan sam samantha samuel sandra sara sarah scott sean sergio sharon shirley silvia
sofia sophia stephanie stephen steve steven susan teresa terry theresa thomas tiffany tim timothy
tom tony tyler tyrone veronica walter wei william yolanda zachary
"""
"""The commonest in the United States, but for those that are words or places as well."""
