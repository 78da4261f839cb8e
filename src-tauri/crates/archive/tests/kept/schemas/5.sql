-- An archive as version 0.1.0 wrote it with schema 5: that of schema 2, brought up to date, and so with seals.
PRAGMA application_id = 1112687699;
PRAGMA user_version = 5;
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counter VALUES('change',3);
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
INSERT INTO setting VALUES('archive-id','54dda47655c8784a007d2a5db20b7bf8');
INSERT INTO setting VALUES('allow-private 127.0.0.1:8811','yes');
CREATE TABLE source (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    url       TEXT NOT NULL,
    language  TEXT NOT NULL,
    direction TEXT NOT NULL,
    zone      TEXT NOT NULL,
    listing   TEXT NOT NULL,                       -- root of the REST interface, or empty
    following TEXT NOT NULL DEFAULT 'followed',    -- followed | kept | trashed
    added     TEXT
) STRICT;
INSERT INTO source VALUES('127.0.0.1:8811','The Lantern','http://127.0.0.1:8811/','en','ltr','+05:30','http://127.0.0.1:8811/wp-json/','followed','2026-11-30T19:39:42+00:00');
CREATE TABLE section (
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT NOT NULL,
    position INTEGER NOT NULL,
    slug     TEXT NOT NULL,
    path     TEXT NOT NULL,                        -- names from the top, joined by ' > '
    url      TEXT NOT NULL,
    count    INTEGER NOT NULL,
    followed INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (source, key)
) STRICT;
INSERT INTO section VALUES('127.0.0.1:8811','wp:2',0,'top-news','Top News','http://127.0.0.1:8811/category/top-news/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:3',1,'city-towns','City & Towns','http://127.0.0.1:8811/category/city-towns/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:4',2,'local','Local','http://127.0.0.1:8811/category/local/',1,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:5',3,'business','Business','http://127.0.0.1:8811/category/business/',1,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:6',4,'nation','Nation','http://127.0.0.1:8811/category/nation/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:7',5,'world','World','http://127.0.0.1:8811/category/world/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:8',6,'sports','Sports','http://127.0.0.1:8811/category/sports/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:9',7,'opinion','Opinion','http://127.0.0.1:8811/category/opinion/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:10',8,'editorial','Opinion > Editorial','http://127.0.0.1:8811/category/opinion/editorial/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:11',9,'on-heritage','Opinion > On Heritage','http://127.0.0.1:8811/category/opinion/on-heritage/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:12',10,'creative-beats','Opinion > Creative Beats','http://127.0.0.1:8811/category/opinion/creative-beats/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:13',11,'interalia','Opinion > Interalia','http://127.0.0.1:8811/category/opinion/interalia/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:14',12,'wide-angle','Opinion > Wide Angle','http://127.0.0.1:8811/category/opinion/wide-angle/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:15',13,'other-view','Opinion > Other View','http://127.0.0.1:8811/category/opinion/other-view/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:16',14,'art-space','Opinion > Art Space','http://127.0.0.1:8811/category/opinion/art-space/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:17',15,'photo-gallery','Photo Gallery','http://127.0.0.1:8811/category/photo-gallery/',0,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:18',16,'cartoon','Cartoon','http://127.0.0.1:8811/category/cartoon/',1,1);
INSERT INTO section VALUES('127.0.0.1:8811','wp:19',17,'epaper','Epaper','http://127.0.0.1:8811/category/epaper/',0,1);
CREATE TABLE capture (
    id      INTEGER PRIMARY KEY,
    source  TEXT NOT NULL REFERENCES source (id),
    url     TEXT NOT NULL,                         -- as asked for
    chain   TEXT NOT NULL,                         -- JSON array: each address that answered with a redirect, then the last
    status  INTEGER NOT NULL,
    headers TEXT NOT NULL,                         -- JSON array of [name, value]
    fetched TEXT NOT NULL,
    length  INTEGER NOT NULL,
    hash    TEXT NOT NULL,                         -- BLAKE3 of the raw body
    body    BLOB NOT NULL                          -- zstd
, dictionary INTEGER REFERENCES dictionary (id)) STRICT;
INSERT INTO capture VALUES(1,'127.0.0.1:8811','http://127.0.0.1:8811/wp-json/wp/v2/posts?after=2026-11-23T18%3A29%3A59Z&before=2026-11-24T18%3A30%3A00Z&order=asc&orderby=date&per_page=100&page=1&_embed=wp%3Afeaturedmedia%2Cauthor%2Cwp%3Aterm&_fields=id%2Cdate%2Cdate_gmt%2Cmodified%2Cmodified_gmt%2Cslug%2Cstatus%2Ctype%2Clink%2Ctitle%2Ccontent%2Cauthor%2Cfeatured_media%2Csticky%2Cformat%2Ccategories%2Ctags%2Cexcerpt%2C_links%2C_embedded','["http://127.0.0.1:8811/wp-json/wp/v2/posts?after=2026-11-23T18%3A29%3A59Z&before=2026-11-24T18%3A30%3A00Z&order=asc&orderby=date&per_page=100&page=1&_embed=wp%3Afeaturedmedia%2Cauthor%2Cwp%3Aterm&_fields=id%2Cdate%2Cdate_gmt%2Cmodified%2Cmodified_gmt%2Cslug%2Cstatus%2Ctype%2Clink%2Ctitle%2Ccontent%2Cauthor%2Cfeatured_media%2Csticky%2Cformat%2Ccategories%2Ctags%2Cexcerpt%2C_links%2C_embedded"]',200,'[["date","Mon, 30 Nov 2026 19:39:42 GMT"],["server","nginx"],["content-type","application/json; charset=UTF-8"],["x-wp-total","3"],["x-wp-totalpages","1"],["link","<http://127.0.0.1:8811/wp-json/>; rel=\"https://api.w.org/\""],["x-robots-tag","noindex"],["x-content-type-options","nosniff"],["access-control-expose-headers","X-WP-Total, X-WP-TotalPages, Link"],["access-control-allow-headers","Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type"],["allow","GET"],["vary","Accept-Encoding"],["connection","keep-alive"]]','2026-12-01T01:09:42+05:30',13689,'3f1870e3c7fdf5424285b50ded7b1757a546d0e40dd272a27e26beb915f4f0ca',X'28b52ffd607934154600ea6058112bd090a81be8a1b5a5b3446b438936b276e826a9cf4032abbdf048f44e86f0c2fbc524edd8b6835ccd20f74c0c0108010901fc9d49fae20c3ae6794ceeb10b36e6980802995c6b8055528643453881fcfd248d9cf39dade9792838a206829a47f444cf922a401dea61c0c380f6397040c07e37561f4f97d869fec42214a00fcefbc976b7812dc7408ceb38b19f7423dce4fea25ff2117a1ec9a15e768659fccf0e559b5afeb55931c3d7d96bd79e7b32d12dbae618e7267769b13ac6516a2358076e729db1748c73284aedd748ef971c1dca311234b9071de31c856ed57e8eb93c1c220ec7b8ab52198e28ba26717eaeb0632e161727410e35895d1d637171d5bb6a0e15551c4ace9aa1a19b4341502432418c87f1302011e4500e35d17fcc4d6ed28ec909dfea18a7552912c6c9f9c45e63b76172afdfeb2a6b89db5011db32db188502f4811d8ad92acf03ed800bfa38ecd45c7026c05110dbe3b0dfb569e8b6cdb6252f186be568ada322afe5f5e1288875d4e3e028887594252d951d057149f8a6d56faf0c3e14701405b1fcc0748d3cb1faa7d30854313946ba3006205eb63335f0400e1569d674bbc4f60d0e75f9646c0c48b96a4c6bfe155bd4288a98dda6af07bd6ad82136a3435dfc110474f15f6c3910b94018a85f278d400ed5d0e2f3ea670b6653ce0bae985ce6fd13dd1c737197cbe3f0e0e650916a0ef5b25f4e4bd2966bb33ad4e4249dc12c46ede1bf6e5a25deff1a56f965439f8eb1a8985c7d3e374b536685d85fb2a324b235270f5f3bcdf86b67f025af9fdbdd42277b676cb9c979d3cf52f2ce97f3416dc9f1496dfacaaefb18db9f58c6c3cc9b2e630fb7f5a670d3fab41997f792b06aeb73b28f14ad43f5441ab50ff7b58493ad8ced4e0322282a085847b49549b14c8403081226181c703ca2288a1e5de19492242db4a436ad1861c5e170709c0e31abd16844b6a2c3e188d8ba35c556b058b22f6eead6b2799223d51e0f8600c47832c1d26e042db131c20bfb8c515846b5f0846d06cb4c4c6c57c6221078a22802208045f4441593856241acc25869557bfed77002dfcc6437b4fb358d7dd3551323dc9a67ec1dd1737e92bf72e67322a1ded6453726e8b34b026148c859fbbe36fdf702d66dec7732b72b70b24ff25af84d5839f7356b2b6f2b6755415fdef6c602160d245662799f840a265c883c11f3f039e9aa69b8794de399228da9f16095f0b96a5fa654deb6be26b7e3645ab4cae23eb76dfa82655c124a9f596d8dc24a7f4bb5bdb4f7ec4de7b4167ba6747dba566d174b670cfb11cba895e943debe6e3b6f8d2dbd294f72ddd755838b5910db98facef492bdae4dab323342caf23aa067397f1fa8b10cdc6addad042090a563e4ca639736ab7dde0909111610504450488d46a3b1746295e2736b2cbc45c81e894428a073e549864020afc9c8dbe3f1a8246a579224514cac8203d213318dc6e7a4696a133d1604288cb1b10015923449523441505b70567693d09d994ae9de5e8498b53cbdb7e999a5dad79599315ace7ddd72b729b70681cca841b55268484624882449920ea1048428e498756a3d1200133189411ce50841841042082184080821442081888cccc850a90e31c1c2cf01c7c85a7e002851f2922a71b18530bd4a28818210905126c3f326c83012371042bba250683848a2f067e7ea23491f700439684e40ebd797630b8348af165ac72e19146ddcb27eacd666b079f32dcedfe161bced535f61f01b24e6eb8c2768baf2b5d1bdb9ee5695d5657c0a1170d9dec371fb91aa8d31396e2d8a3ca9a64c67c384c72db8cc6956091a1be5203d1c5b2c031da333c262fb068f4157705e18b5326e047c4214344487e48e1595a79d40da33ea6718edf818e17837e061375ef1ff2a5598c666e77d23bb27db9da3b8801fd8719a80bd5b0a72bfed04abc360813a25e8747be523c591a08f98c47678ae1b0beb2ae32d42f6b7b35a3dd25ba63416ad90934041e2be587a4e50027631ad693407e630c6ef12f458b5fd74a37ed28ec2b31ae385be2481324925649e87efb5d0fe602637beb1e2f8f6d4103f0bdf9b6e470c39d22ddfef8b73fd503e270eaa85666f61b314398620acbf4e79cae900cd7373f78c6469fab33a0164f28162adda8072c2827c71b5a67e15f114991172f187c211b1cb8da0fa2915aa970fc27a509a48036f20c2556e27ec0e068503a85ffbe26786688f07457b2351129edc5f67b09eb7dc748ba64c328cf05742d0aa768ee242009c1e9ac4e7af52c2d808eb1291a86e22ef262bab67abbf7a845d4f42d4bbf7b30ae606d8c13b1fde31aa086b150fddd64188af81e502a615715650dd4d9eb02b72c2495d1b4188f8e7a6d01668d68b19e39c8c2ebe0644421aa93d4c3ab21ceeb825c4bb959ee02d6e219013024ec8148e418848f604810af429906b8c8d6a7e5bf41ffd5aae8fc1a3e903402835860ff6c3bb9ad54c7af161c9fb59104ce754dde8970e35053f55bb2a5e442be622ae462f075a4bab8132e94b5ad526fee19dd46887650d6558af20fb02c068d0f0438bf5b67d4eb5d497f4cd2b53761700962d49447b2d3fe9a33905a4e130beedcba5b0e03665199ce3c7f6c34b850c37c68b6598356e4f41166b47286f12e6874368f20381fa141ac373981d5e33c363098d7320fce4c7533ac5739757c46f51755cf2d717e7f4364d3d011b07e342e86ecf3fcb7c83743db409b85bae04b002c139c4b49e07b1953019ac9ec9428f8147d6188da6cc0f16697f1314429a45ee3cfe987b0424b9328e8d965ade513ff882104de812b18b26ef2a305f30c15ca30e05464c7f505061a1d8a1f8a1ec80a855da1eca9b403964fe82809a8eb4f1985c1f55e799f903b9146384cd38d00131079345d25e73308039649bd07ea14d3d2c2b8ca401484afc0c07020a0a4c7f8718005378d4636e94e5f73abc45e08d73831d211ac20742cd180c2e9a62b98c208931d0a9568b950791ebeaa52eb8d450dbfe7c99883b00eb83dc1f34eb125001b43c550379fb952f1f8eda8b283f0a9a6cd4f41684279ccb42331cca3d7bcca096dbe871a77f73ea46a13436e9e151ec055c801c0c612106b11725203e1c9dfdd3adb21231e5b0a68c0a',NULL);
CREATE TABLE story (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT,                                 -- the site's own number: wp:1234
    url      TEXT NOT NULL,
    day      TEXT NOT NULL,
    published TEXT,                                -- UTC, RFC 3339
    kind     TEXT NOT NULL,
    revision INTEGER NOT NULL,                     -- the current one
    gone     TEXT,                                 -- since when the paper no longer has it
    change   INTEGER NOT NULL,                     -- grows with every change; the search index follows it
    UNIQUE (source, key)
) STRICT;
INSERT INTO story VALUES(1,'2c774ac4ba71b3dc9b70','127.0.0.1:8811','wp:1001','http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/','2026-11-24','2026-11-24T01:30:00Z','cartoon',1,NULL,1);
INSERT INTO story VALUES(2,'2a6235459542c46fc18d','127.0.0.1:8811','wp:1002','http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/','2026-11-24','2026-11-24T05:55:00Z','article',1,NULL,2);
INSERT INTO story VALUES(3,'14805706ed0932b57650','127.0.0.1:8811','wp:1003','http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/','2026-11-24','2026-11-24T08:05:00Z','article',1,NULL,3);
CREATE TABLE revision (
    story       INTEGER NOT NULL REFERENCES story (row),
    number      INTEGER NOT NULL,
    capture     INTEGER REFERENCES capture (id),
    range_start INTEGER,                           -- the story's part of the captured body, bytes
    range_end   INTEGER,
    captured    TEXT,
    fingerprint TEXT NOT NULL,                     -- BLAKE3 of what makes a new revision
    hash        TEXT NOT NULL,                     -- BLAKE3 of `reading`
    reading     TEXT NOT NULL,                     -- JSON
    PRIMARY KEY (story, number)
) STRICT, WITHOUT ROWID;
INSERT INTO revision VALUES(1,1,1,1,5058,'2026-12-01T01:09:42+05:30','5daa719b25a95e989b905fef93eb1bfc8d03ab16338d42c9f3bf24f88dafbb1f','14a1d7bab939603a14b8aaae148383715b54d82d5af3c68a376802f9967c7d72','{"url":"http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/","kind":"cartoon","headline":"“Phase II, He Says. That Will Be the Deep End.”","deck":"","byline":"Lantern Desk","agency":"","dateline":"","published":"2026-11-24T07:00:00+05:30","modified":"2026-11-24T07:00:00+05:30","section":["Cartoon"],"also_in":[],"tags":["Lohira bridge road","potholes"],"language":"en","direction":"ltr","lead":{"photo":null,"url":"http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png","cutline":"","credit":"Broadsheet (CC0 1.0)","alt":"A pothole","width":90,"height":60},"body":[{"type":"paragraph","spans":[{"text":"The Lohira bridge road, where a ribbon was cut on Saturday and five of the six trout remain."}]}],"gallery":[{"photo":null,"url":"http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png","cutline":"","credit":"Broadsheet (CC0 1.0)","alt":"A pothole","width":90,"height":60}]}');
INSERT INTO revision VALUES(2,1,1,5059,9290,'2026-12-01T01:09:42+05:30','c50871e8834c8469d759320ca8fcbce76cd690b3327592b25889dcd13754d312','72d3020b39a844d90bbafebcd10ab0a7c600b3351e550be6c38c9870ba82beec','{"url":"http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/","kind":"article","headline":"Chirola Council Fines Itself for Noise","deck":"","byline":"","agency":"Upland News Agency","dateline":"CHIROLA","published":"2026-11-24T11:25:00+05:30","modified":"2026-11-24T11:25:00+05:30","section":["Local"],"also_in":[],"tags":["Chirola","village council","noise"],"language":"en","direction":"ltr","lead":null,"body":[{"type":"paragraph","spans":[{"text":"CHIROLA, Nov 24 (UNA): The village council of Chirola has fined itself ₹ 250 for using a loudspeaker without a permit. It had sent a cart round the lanes on Monday to announce that loudspeakers now need one. The fine was moved by the member for the lower lane, who has a child of six weeks, and was carried in a low voice."}]}],"gallery":[]}');
INSERT INTO revision VALUES(3,1,1,9291,13688,'2026-12-01T01:09:42+05:30','77c3707165b576945bafaa8f2f064885fc52de6a5315af33ead22060f62dbca7','8bf7617d7f2857825a1f740698b25597466d65f8216afa18f0961f85940b955f','{"url":"http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/","kind":"article","headline":"Walnut Shells Find a Buyer Before the Kernels","deck":"","byline":"","agency":"Upland News Agency","dateline":"NANDVARI","published":"2026-11-24T13:35:00+05:30","modified":"2026-11-24T13:35:00+05:30","section":["Business"],"also_in":[],"tags":["walnut","Nandvari","railway workshop"],"language":"en","direction":"ltr","lead":null,"body":[{"type":"paragraph","spans":[{"text":"NANDVARI, Nov 24 (UNA): The railway workshop at Nandvari has bought the valley’s walnut shells for the winter, 310 tonnes at ₹ 14 a kilo, to scour engine parts, for which it had used sand. The kernels are still waiting for the pass. At Zarnag, where shells were burned or put on paths, a cooperative dug up its drive on Tuesday morning. Growers now worry that the buyers of whole nuts will ask for a rebate on the inside."}]}],"gallery":[]}');
CREATE TABLE address (
    url   TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story (row)
) STRICT, WITHOUT ROWID;
INSERT INTO address VALUES('http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/',1);
INSERT INTO address VALUES('http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/',2);
INSERT INTO address VALUES('http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/',3);
CREATE TABLE story_section (
    story  INTEGER NOT NULL REFERENCES story (row),
    source TEXT NOT NULL,
    path   TEXT NOT NULL,
    main   INTEGER NOT NULL,
    PRIMARY KEY (story, path)
) STRICT, WITHOUT ROWID;
INSERT INTO story_section VALUES(1,'127.0.0.1:8811','Cartoon',1);
INSERT INTO story_section VALUES(2,'127.0.0.1:8811','Local',1);
INSERT INTO story_section VALUES(3,'127.0.0.1:8811','Business',1);
CREATE TABLE photo (
    hash   TEXT PRIMARY KEY,
    format TEXT NOT NULL,                          -- jpg | png | gif | webp | avif
    length INTEGER NOT NULL,
    width  INTEGER,
    height INTEGER,
    stored TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO photo VALUES('7372a24b0ba1a9a6e6901ca78eed0c983cd6662638f5c2da7e93c3b81d9dda1b','png',772,90,60,'2026-12-01T01:09:42+05:30');
CREATE TABLE picture (
    url        TEXT PRIMARY KEY,
    source     TEXT NOT NULL REFERENCES source (id),
    candidates TEXT NOT NULL,                      -- JSON array of addresses to try, best first
    state      TEXT NOT NULL,                      -- waiting | stored | failed
    photo      TEXT REFERENCES photo (hash),
    found      TEXT,                               -- the candidate that it came from
    reason     TEXT NOT NULL DEFAULT '',
    detail     TEXT NOT NULL DEFAULT '',
    tries      INTEGER NOT NULL DEFAULT 0,
    next_try   TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO picture VALUES('http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png','127.0.0.1:8811','["http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png"]','stored','7372a24b0ba1a9a6e6901ca78eed0c983cd6662638f5c2da7e93c3b81d9dda1b','http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png','','',1,NULL);
CREATE TABLE story_picture (
    story INTEGER NOT NULL REFERENCES story (row),
    url   TEXT NOT NULL REFERENCES picture (url),
    PRIMARY KEY (story, url)
) STRICT, WITHOUT ROWID;
INSERT INTO story_picture VALUES(1,'http://127.0.0.1:8811/wp-content/uploads/2026/11/cartoon-pothole.png');
CREATE TABLE listing (
    source TEXT NOT NULL REFERENCES source (id),
    day    TEXT NOT NULL,
    kind   TEXT NOT NULL,
    url    TEXT NOT NULL,
    count  INTEGER NOT NULL,
    whole  INTEGER NOT NULL,                       -- it was read to its end
    read   TEXT NOT NULL,
    PRIMARY KEY (source, day, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO listing VALUES('127.0.0.1:8811','2026-11-24','rest','http://127.0.0.1:8811/wp-json/',3,1,'2026-12-01T01:09:43+05:30');
CREATE TABLE listed (
    source   TEXT NOT NULL REFERENCES source (id),
    key      TEXT NOT NULL,                        -- the site's own number, or the address
    url      TEXT NOT NULL,
    day      TEXT NOT NULL,
    state    TEXT NOT NULL,                        -- stored | failed | withheld
    reason   TEXT NOT NULL DEFAULT '',
    detail   TEXT NOT NULL DEFAULT '',
    tries    INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
INSERT INTO listed VALUES('127.0.0.1:8811','wp:1001','http://127.0.0.1:8811/2026/11/24/cartoon-that-will-be-the-deep-end/','2026-11-24','stored','','',2,NULL);
INSERT INTO listed VALUES('127.0.0.1:8811','wp:1002','http://127.0.0.1:8811/2026/11/24/chirola-council-fines-itself-for-noise/','2026-11-24','stored','','',2,NULL);
INSERT INTO listed VALUES('127.0.0.1:8811','wp:1003','http://127.0.0.1:8811/2026/11/24/walnut-shells-find-a-buyer-before-the-kernels/','2026-11-24','stored','','',2,NULL);
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL REFERENCES source (id),
    since    TEXT NOT NULL,
    until    TEXT NOT NULL,
    reached  TEXT,                                 -- days from here to `until` are listed; it works from the newest back
    started  TEXT NOT NULL,
    finished TEXT
) STRICT;
INSERT INTO run VALUES(1,'127.0.0.1:8811','2026-11-24','2026-11-24','2026-11-24','2026-12-01T01:09:42+05:30','2026-12-01T01:09:42+05:30');
INSERT INTO run VALUES(2,'127.0.0.1:8811','2026-11-24','2026-11-24','2026-11-24','2026-12-01T01:09:43+05:30','2026-12-01T01:09:43+05:30');
CREATE TABLE edition (
    id       INTEGER PRIMARY KEY,
    subject  TEXT NOT NULL,                        -- what it is of: ids of sources, a section of them, a search
    day      TEXT NOT NULL,
    number   INTEGER NOT NULL,                     -- from 1; the same for all formats of the same stories
    format   TEXT NOT NULL,
    engine   TEXT NOT NULL,                        -- versions of program and faces
    contents TEXT NOT NULL,                        -- BLAKE3 of engine and revisions
    made     TEXT NOT NULL,
    hash     TEXT NOT NULL,                        -- BLAKE3 of the page description
    length   INTEGER NOT NULL,                     -- its bytes
    pages    BLOB NOT NULL,                        -- zstd of it
    report_length INTEGER NOT NULL,
    report   BLOB NOT NULL,                        -- zstd of its figures
    UNIQUE (subject, day, number, format)
) STRICT;
INSERT INTO edition VALUES(1,'127.0.0.1:8811','2026-11-24',1,'screen:400x400','0.1.0 1 1a8a57d4a72e5e0d','09d94bad14aa6e0978705cff087f6055822381e75db8bb0aaf3384c7699d8be3','2026-11-30T19:39:43+00:00','d82c66f4289879ce9b3472e58e201e39ab4ef622c811745a4348a9c7879c47f0',53489,X'28b52ffd60f1cf2526012a28692d3c506793e43033d355ba321900a998d5ecd69a6dd8df08c98d10eb3f486b76b786462bc532131827f4350fea300696d7cecccccc9c005d8023145515f6fa02ad02bb024f5bf7a27fc33c184b724ca8a52fc9967b1d30df1889add75c4f6138104a3560f26ae65fb21fb6e6c32c0e3c656466e756ae09c7534b544455284b7a9647e451aae174d1b25c1f6bb351b1580dabf79baf76f76a2ded2af9eb776b2f171595b9d13010c440241093341ac61139121c199fd31bd71ceb9eb14e37b15e0feb9ffdaaafaf105b1def8adbae6edd2bb5cb7d0bad11db9159ffb3f26df9f89274c19190282625b130a014a9f0b9e76de89a599d97f567596ad758a68ba5d9c6f7578a7dd5b957c879958f579677a5fad5ecb5da95bb95a96b689b6e7fbf8eb95888899a65a99f8cc65924e8591e91469a002596309a25811293a4ee725f366b96f325722696f95ffdf995ae5edddb95fed6b37a67e163229636163f5673d6add67942cd42214ac9013116e769b040626124e9e138221206869cb956130d130d7a9b57ad88576c765766c75e6ed8c59e5b6baca59c59d67f650e54c379adb7d77939576b6561d776ed3218c801917834946a985028161a46a12405308c87d380c182e33878229185e579609a069487088214454d82682ccf832d10e801c6e328140764791acba32c9e88c3af6786a9502494eacb552810281138c0344f048252c34091064ab44890524ad4281446c358708088344a048d05a2d4c4f30084f33c2835c10a057a48cce3a014a24291789c088220311a46297e52f4b028a50a05021149c003e9711e928352ad50d21389160ce4498c26a2d42a94467a404b7a28d5e06e7885ad57bc7ee5aa58988ee5aee900042d8f85520d78b557790e28144893154ae4b8e9299408e751ca25188e8352aa7951146928e5ea760a05150ad440441ece422973641acf02c18b95a0c7f2a0501a0db358986879280a258230353111391a4c722865a60ac51131988826a567013d09b2409408144ab4403cce436a2c9146b33c94521419ee18180d158522b13094529a2745cd1221498e0a8a42498f888994525ad3c1e1f8fb57ddfc1c2ef1581dd2faa70523613a465a7afbe1410fd382616913f6a28cdec59753140a9416cb8352a7501a87819e74418920c5da7abbcc9beca9b13c1ecc055e663e3dedc3ccf4f52ef3ec5a5c2e44d562ecac3d2cb62b0611169800210107e9cb777fecde99a6ad5f8cf6c5cf5e6dd75dd9cb95f7abafa5c89a9875c7e85fbecbb809621c090f8f0445101228b9ffffbdfb6df6f2b296b7677ddaf5a11e6fb132f383593411c741b23c9c877138d8676eec6686dfe2817581babfba89bc604d4cb0bb7b15af75a129eb1edb167a6b257796727b73d4a4c562c1243516066ac13c960802448461240592c6491829d23051e33840c5034e64b9bfbe8afe8b4a04bbff65beff5edea9c75ca9c6c5cddda7f5c9988858adf8aa6bd7c5abdc0f58400549d4344e94d865524c3bf3ae65f725b2a6f5175e7eb9b357267a6d32765d3273f9a1ede327d6315f3dce430245b8fa739fa5dae97d6dba97f999d7ee5d7375ffe296b36bad225b56b27d1e9f679d7316c400092a90488fc772217234228e43022d0eccc75df643afdee334d435b3fd6ab32ffbf4726dec523be33ae42db45bd3dadd4bbfda37ef5e6edc6fe6592e309a4542122d09c47140161e274279b5d31e798b33f7dd3bbbbf52d9eb1bbd4cdbd477b596310bedb1ec5ff3571bb1ae5262897830cb932802c040420300e0c3fffdbcd56d4cb4abf7fd427cef4a7b2e4ee432de75ad47d33acd5d5fe7bdaa2a66c5a4204c605000042430503dde447ce68352c3b8aadfedb17731e62b17ee6fe5ebb516ae697d6fd677639d5f5ef56ff6beb6efe14a2c9ad46090401149c203d200a61faf4a38d8babe17e779731d1b977b6fb5df56ae6ab55a67a55d16fba95f726a9e44802439a2a4c16a3526a7ddbea2fb72b5ff96636e21b21672677db733167a5e6b9f6b5d19ef9324220d922561348c00184baff9eef2afebd1b996954bd977eb3fb5164fcb96ffb014fd0a0ff7f8aab8af1a9b8148141822085205e8f1480e0a4914691e8b011af2ca1acd128b0568893835fcc75367fb7efb6ceedd3a55c5d5bff68d220de49076ee59caadf6f59efbc6ea7cac6e86ccad5df6d1e2881289e771229208a749a0274538cf00ac91e1548f81f3d7cdf2cf5a7d91d3da119bc7814892c6b9cf73fc6f365dcdbce36e3e3445db0bccc3482091a4116124e902132d4fb2e44b73f47f2fd6e3eeea67ae3dff7dad4ef53445c6af09288038ce225992821cd102892210e3cee5c7e2fe53bbe2cd77efe57af7755d467ed5fe7e9c27e290a42745a0de22b3362efeb797fd7725737bf6dab6d6ad3d2ff65be73ec911915463699e050149c4205900410ba45ff37d7331bf50ddcccbf3b2abb999cbd0774bf1b6f4d01d519f37629688e4f160222849cf82d9dd7a56130d8d67fc68decd65c6d976aeb7d6fc9cd61616309a054a18098aec62a21fdafdd7677be1a679e92ef3d6996b79ea67e6eb9df1fe22637124119338168c23a2a0474eb7445fcefe3fef2e4cece3ad4edb725bd57c4bcbbb52b3d26e9846939227e22ca0c48992721e8c856449f4921ff7180e9bf1f41157fb7edbd0b0bef3d19579551fefeeced6db8dbbf19257dc6bfd4bbcbbb4fb32ceaf76f5f2ebe4eaffddcbbeba3a89e5018118040490a82783dbe36a27b27ae6e7326e7e9b6ff1ed96ded6b56ba5b16ab5375f36225ab39e57f796377e33324e78d04081070558e0000c10a0f0a001db64f666cf46ce74f75bff9530e14105090c22240f12a880fcfbd6999bf714283c90008142030d1815a188d460b5aaa2f775378e133d8b83fbe4ccec4544fe7d2c0b2702e2279f736e63ae9b7a271a66697d9ef2f244103c788000040a12203c363cc91139c999f9ad978c6b8def85fe78f65bfb6e5be6ae7588bacf6a9dfeaacbc6380105115b4c1eb0800a9884911ae621459ec801917028f5c6c7e00c6b875fcfee5eadaa5d7ace5cbfc685cdac5a9aace8eef68b23797092c562e75f666f6d3eb67ea2f197e77d130d130d130d130d130d130d79c8be0d25ca9ccceefbbc9bdbc6dbbcfae9c98235b5f36e5e35cdc4dfe79d8082d45fc4d555cdc46f37bee58b1ae6814030adaa9c6689f797f7997b869788fc9f8a88cfcccee7cbbcab9aa9a8dcfca8c8676cdbd96a131e30c08081840284042a24869ced6a686dfcfca9eecfc5bca0611688f43c9132f6a97b65f337b3695aa2f2233f380f4f245a28a8dff5df6d32f6febbeb22af9f2f36bef5f94691c67170608ee119d8eed7bd99d50dd9da3c490d06f33824cbc3389cc5cc3dccb5b5e777f7e672bc55cf64b4d7f23f56074850c10246f32081a484400303dc56e3e7993d63eb6e9a2fffadea765a239edefaafb2a5e3470b24b1504852024941809024687130d000092ae0e677eeb6c77753ded54a67ff06bdabd60ebf60a4c3f5e2a08b45bb179088f334ced7cf56f5f27d4d7d336f81052a4c60e0c0af61208efefa82712e289a32beebbf1723feffaf6aae6aeb9d7dc33c8c665b4dcf7dcd0ebd6dd3b87e5133d9118fb30c59b9200b294524103010e3c13816c9d2678fc65fc8ee5e67ef9bccabe5dcef3c127c7d65fc2f66e35d2dbed3353cfef77508098784912e3810fd896aa89edeccbccada99e8c74b449252f38887de86a666fafedbbbda88b788aeffdef8dee5f7ca5cf899bbaa99d6979a66499ca87114481ae79ab151fbd2edbf96f19d6d9d4bbd8d4bf78ed3bcf16f9d8db553b33c184dc47992e85916c9c2aafb97db9b7977decdcc8bab9a88b7d65777d8242881902c881888274192258922ce35837f2743de75eb7bf19b1733ab1dff3756dae255633b22262279928525412046c479248bf1fabbebb25eaebdf3aa6116765e22f2a232deadbb73db42e9b0bcf9f3ddf38dbbbbfb16ff5cf93453adf99aaf223070b0408444c77c4dcf54d72bec3c5e90180cd430a8a6ad8b68f9de5ddcf6c6abbd8999a975becddf38498a1687f4240189b7a8e4eeecd7f19a8346a11a82200108025311003020180c0b4686e211cde6071480612f1918118904a240201088c46110467118075114c33000210811030d524ca2f56fb6032a0847389f9a010cf47449ab66952a1ebdc69b02d48a04218e40417862163dab7b7e32ee7b2d1831213a1f7b2c057345d4284ffe94d17db9e452c8fbe0b197e10b8cdda9fb2fa2a66f79e4ec9ca575bb8e45b43b79aa04186710883882d14dbb0f5795bddf7fc31dd0c35f6d11fb1348e16b4b37c3a336b48aced6702cf7454505a8f8092e2e392cd114e0804a17288f43cb8cc019c0163bb99228fe56f2748bbb88c20fe8aef1e3d4e18e7824560ca3295232c0d458c6a700bbe30e09aa6938c844890e3a7c3b6aafcd58aef22831d6d23db4c3df0596fd98c1990849eaaee67e6191a5e86b65986c97e058bae04383dd1f3762247cf3c5e64f1afbc227dd413b17d1ee69fa085c51fd765c9dcd06008392d7e62d66047d93a098f8f3552708eab43e8fcd21f2b426d4e9fa469e81d26edd61f54a3381fc3503f3b0a9bfc11d7c76e877840e7f14ed580f0c6c3819e2f03194bfff6d4924109f51bd803a5649425bf4e667547646aeb7e4ab8e7290d885ddad4da55d9bbc4b6c0ff7d6a11e565b2ca96d952389cbf44bab04709ea55910824915fe1bc484c18d0200eb0de6330b42e4a07c304e8cee00529e3279478c907eb0eefbe908a98e1c2284903c20768fcb8e76b7cb6446563a3c3d73d104572571b63f000ab63facdb56e59376983baea786a4b852492813181407859574e52c875b5b24edef5b3604e64189a486aefa451490a13b3ee9af87ce2f62da55db0f209b73aef22c43d4b91e1cd8be9f5aaa5826b4079db59ba994c3073eff4f4f7734e81be0f51796ca60de9b535c26eb48e65200cf0937d732a80c659e99457481441ce12ea8a1d1263997aa2e7c534e327e2c398f7ce48f5ae78bc19debdefd3ff31c5dbda932370ca3f5302d2e23b8ae858d2936eae8ba3da0659fcb6ab28cf74b77728ba6bbbeb6c6db3422847a482888252e0e7dc0708404687c3f4aa1ea616107c3aa55b87e4a42602282cae16b7c50e99026dbcab2c5226fc99dd935e4516ea5c053168703af460c5c48b265e69098891f0f69c81c8971d144c4f980b5b982c4643a2e3ae9bb5b13c107b250c9d73418fe8740dea7d610934edce7925937a48e11101acc6e931f570fbdab4acb3a094451ec44b41d2b4ff9eac5c931ff40b41faeba0ff97c75c38d8206652f0c0233d4db6ccdf254253bfb0fd678a9d5f069d0ca8d4147d16f91901c9df76ea52b0fc2e9aa7586b9dfa435490db30e3420a8871a9c1a009efce45621e747122e3588f529e390b12ae08163928ae1c5971529c05f3e28a2928ad2ce028d9c9809fe5bf3bcaa847af9f989922e0e51838c8c641f95a4598e1919654499292a3861b2b0924342416f98b692ea2390641442cce807cea4feecceea8e4ab5942c111d8b5a76eda331dc7826caf9bfd92240de7f004ba849014f38272418a5cd0b8aa3d50f5ada30078399eab4e3b6cd07254f8e7f7c03ce013025009d3fa33e3c18c45cfc30e409f5271db28d4ad7864faacbaae3b8997942a1dba76841de497c613d9ccde424e6823b7af287d5f264f2b482151621e82acb637db83d82d1a11bbafaf521ed1fd06493b7996e11470389c85e4cee2509989243344e1070467d15a644a17ef63694421271276138e5bdda4b2602d0dc2a4e197caf03f1713454d91b6aaf31cd0c36900d678ce62d7e579ccce74e16d8b79564209b6cd6f27b1eacb88c4e9a49a7649de81b216a6227031ceadb209a2d499dc0c96795767a0f16757ffa315a4d1538c1c4b69933d382d6697c7aa6c041140142857b82bc7c6149b07e92b3f5f0bf4b43ab6ac2a134318dc39824e59065b2ddb61e1bfc4e40cc810c3f6d679b2b63df96658ade39b6db0307b242542d2f404181569197e7113bd8b23afb056f84dc0e3832123503e7369ae1f50142adf86acb8d40c6c1c38bf686bee3e9e1223e31d43e8c763820fd1444f04240334dc7bd987c5ac639dfa8e9b99251c56c0f402d8dbbff8b83f5fc10d74591636326de06ee2ca1fba2372f1c4873569e5727e3c494852336cb81c41b6cf020dd95d88781e51ae7f3efd33959e966294f395da497e8356ac3128c0cd08cd62df11485c2d5bd474015969d565268072f73b415bc9675395692080b8c725bd0362c2d1c42142c85a78811fed271e7a33ed7b2037b0e28ffe7c94455bea0fa96d26bb5b8461dec5b7f2e5f806b44fb3dc1e3c0044cf4cce2a504dbb18903745d880b015e4107ce8cf365e4fddd004040bc39440587a1a86c61b00cc5f633b47b20611077619fe2043dd07999c30592ca0ffc844ae08c0c01d66d00c7c64445f741301663f83b73abef63189cf89c6258c1beedfb1bd1296b34e4afe6c2362e0418ee5254bab24d266b53b12c3c10cb47cb891cb80c783893e2be6fe141dc317c549e97cc8de5790772006527b1427e21fb3127b0b33e68a2aa7528e0222678b14b7ed115c606b2221b84c4cc9d77b1b292dd946a4dd6c0d73d326f0201f6af351b555fb9c5bbbfebfc70bacfd36078412f6660c10ab26b4cde1547c0b37d51950f046d269ff7df865c7ffcb054715c4784d38733502c5e105160ee7b48dd7568f0bc94ec6ee21b94206f6c0ec46a58e5bd17e83b7a46aaaa679fbb2a65a3d0ff45f6a1176f814c585c293e07a6818b571349c876537884e2c74275b59f6c18b3956c3496213aaca69e84d55018e2633acdf863b075bbaad925d3cf8587e6a758524b7b3795f885513bf29c1444d901cafc115a04f5f4926f2a2b4fdc18d14e4993c0fa653a39fb247f42b177b779433113ae43a686c7d77878160d3a26ed8a08c6dceef9d8525efb038bd17fb178afee109bf521ea5379c51152ff5cb6c73bd11d51d67836f23f8f8ac099f74f7c1aa1258866c823f5313788df40623c8c85dab05cf9387088723d54e3db03cc230d7274f36b15dc3ac37575e6199ec1420f4b1ce78873dc164b76a28a8e8c3475b53f9d1e48aa251bf030629f0bb09791311045e8859ffa7f91b5920c9e2fad7a0951341414f98402a0072d43135abf31f9187b8403b36f306c5ad4a68404e32ad73f87cb4b1eafb64a0a4d6ca6c9c0956124796ce694ed63547bd1837f617c1e2d8b98a5dc827c891f9ea6fd6048e2de3dc260f338d14121d91c8059c6ce1644770de890ecbd0f1c098ec1a24b8788edd319441ca37f1f323dc2fbad6ca6989bc910f949fc9ff80f0a1b6fd875dcd9be070647e3d56cf1c27ebf570feaa84738b6f5c07db20b98129a3204a9da80ec7731e370f4c0292e2961b00ac89b48d234d531be1fb03951a2c3992eff7cab1c784fc44d04bcb0ce9295669d06ca1e4b5ce0382f430bfa67fd8604c68a371561da6383484d7972893290994b911d3b88e32b9c5733bb2f2924e1d6c4e2011932d88de067067f6940718165c79ac5db2480bb0adf6a142cc68b203bb8cd5061988f1edcf0f990ce35a8c4b7bbd0b49ac8e03bd3cb7f2b132bdc8388c826819ccd6bac2238abb772a6aed30b67be55cc4c94f2e18cdbdbf49150e20c6e1ea78505c3974de7891dcd2564acb4adbf4d313125c012e6e30b4721ac657c2479651137d8bd3e39f6f8de593bf29941c8c268089fdd6b92cf004de26bec60408c426ad9feaf69f8df8b447ca00578cb0a49a42a0922596ca2907ed535e1ca84fdbc0082e3670962a08c73003a8e37502b2b72330ddbe07c8ae4517aa65d1324b8026ae9fcd0d0eaa5b91c97b3c1149856333836f8d9f42e358f6f703ece34ed06b6fc0b20adeb5ce620460973b4b6e3e11fca1c2e587b50af61b0b5736d633899d534d8d388430e4d64999d189de253d70739cd0a7e755d127c8edba9973ba6265798db32885441be008e57c40a6fdc775c4aa1d8841413ced3fe81dea711ef14249b831db7bc2cf2f1738f12443f159915b95ee376d45f91c6def8408339ad99f30c81ff27170a23c50e14fa485d354b687b3c6c8ebb5c14e525116d63e9ab64bd213464027be884a8086ae4bd4c97602c4bbb094886989f1aaa58334052973f5404626546325e986727a6e4656cd3b3b2e2c25c304d32574611d6d7325bb25026fe51c8f83885f81593136bcb8558d0051184c37f0496d81836067a70cc87013daeb8f4dad5f178319c269a4f2168e82a921e4264581e8fd453079014912d045a04ed582eb8ca888169dd446d63e0b4c6efbf13121aae5a903f2b73c0c2943d1a2f0e218ac732c51d6bef721408dddef74341f6acf888b38ce40d4b2a930165a15fc3fc3401ac9cb16e06ad58bef6daa09c45953577895b6c598ae4fcfe6a0730f8049a6ea0e1dcbec59af61ddaea5b8df13ad1e6ec7b75575de5e6bb836041e3f9d5972eabb064622a33735d48f494c38329713d1ad21537c9e48a92fe8a703dda88208b8989ddcb97521af1ee165a584716843fcd028233161827669e1035d082784286230a3dfc229a55248f74e169f4939630209fd21503c604c4513432850019b659201a2b71fe70f5c71d6a547a02d61b37ad0e2d47cf7c6c231512687108b9f404493a3469109ebf83d2f9b058ba2a230074f2787610cdc9cab0d010ef1deab1874645c2a28a0f0016f8e7d5aab071892d3e617f86c41a9fd8b1865d49a7583c1e6bce90a088d007623074eda058338a065ca1944dcd72eb5ea8fcb5b4402acbc95f85075e7d78d3cc2790f6d8d32bc503c53a8e41b93b82a812c680f7cc2d82ce16d9c77b21718a04cf73769aa36558001688422394f9910e2cc4fc5ae0f240fdd462d7a2a7a29c349f9aeafb75ec9f0a7c45c90c7b4b4860a8a3b5b14b378d825314d8547cf07b41c03d533880e15bd6b9d6739cf32c430c871fb2d70f446341c600c698720b1a3282f80d82ec7df755566173cc7fe3dfec1643036269e62e3414e90e8f1f88891bd98f9d7573e92c00883be6f00944f0187e0b77fc1e12601cfefcac9bf0c4b16e191e5e4a82459e16a52cabc91a57d0010b05e933887b6412d00af1c841cd085062c40b3314ad7417433fe8801918836db909ec7be29e74c21b1adc1b8783c5dc443288062e6a981560d714040222f4146603f6d465e9f53fa49e5491c2729a7d543d084ed8f5027c1d7eaeabd228d9a8bcc1734476c7fbdfb9c6bed5eb113ef71db598c477d5bec4c0990a2ece0799f1d787638af256acf50816f81ebc6851b56884782916ce0d004d1a101daef641b6da71683835fc1a3d0c3c2a0335aee4edc4f8429e149660f5bf7d8432746cd96fca4985e46c11b2a5f8eafb45b6e4ca783de061bf80d28c764e9be67d5232ccfb8c5c663370beaa7612b338322777aaf9fc567f7722fad77daf450e76402cb10758da91a9d1656f82b57f7a4ec2b8f620f56223ef97249876813471872c5fbeeed6e5b217816bd2550ae58c2391b029e7df69fb8f8b426a5ab1cc91ef00bf18b5418e5ad55f5f94c0852d0dca0a2866160894e9d2d36c6889baab82cd61c0747faed998007993bfd146cd08ffcc571cfb96b052576aaa570d7e3563ae384ff8eccdb4781e224b3f289ec4e1ea4f82a7925e6f96bdf3205a7a3c20117df6ce0582d6f81728190562a777de5fc54f372312b0516a40428cd1a7d30af5344734f5705355a1d007df88051477591f67b5e663c34ab58304e9b08eba6e663d3f9c7d4ef045df2303288b6e2267dbdac1cc0f68bdbc93498c48f4bdcbe27d4be903b38f0f2cb324d8c16cd2c8f6428c72aaa16325d8b4dfa1e897a5d5238e3c8f858d8b6692df1657a07802ef94291f2345a9342f2a8e97b61deecd9bc7cf26c5131355c1395632faaf08872c8e609b268e5f84c39a2a38000e942c8e57339bfd244cf3abde67ae0e99a441ec23f34fffb38cff1249b3e4802fd4df9d14ee8e4fa9e4e9bdc7737fe6f94b7093c4e2f0334e6666534c1085511831560f3b62eec3a6c7e70670f5d084b5d6207612a942e6cbab5f918375d534be63f62982532592e8529bf28edc5142180057cffe87466c267604cc6c7e77d3a07e90598805f91cb8c4e2b1724db9827cc31adc0f2189b8c850bcef996ccfeb55719287c782ad7ba1acd64bf38901c2fd7cc3b25fcd6aa239926e70306a98324c4003fe26012a3089344f040f4d056a423154d865b3c2f46d3d99932f330224d5739e95737beea6f6038cffff613248c9c8c41510dbe7b0e4c7dc3cf230765d968773d93dd30f3293938d3533b2a0e3934a408d391f1f4558d968e80c017d687172569321a4434723d6419eb09258305b2aa8bf5bb49fe2fdc1705c050ab91c88b42c246f6235699ade501632cc9ea932767ad16cb99bdd21ff3c7888d8c568cf81a12499456fcff6b34112b22ea38263d4a11288c3ec0a3624f6c01aa532a630a31c6b10fd77fdd61c59a8ae90d5148f908b8aaddc4a9f24d5636663386b1890a9384c6a703be3faa3decb5af0ae96231bc39dd3316b345f047eeeb22abe09de89bdd6752110c475bc92f4b97f511a30f8a1274ae51d3afadfc936f74d337d861e131a6751cf08b501da416c47510283777aba0d0ef232f79704f9687bd41c85d703a9b7fdc02279cc9f73843c7777d08db4dc0220861c9ba5728d79053c44eb0c122672fdee34831876f2d779694792960944842b75883573a6c43fa03684b3fffdc6a99011b20457a879538031c9c9b93b683ecb661c09e36f0c7922fc8fe7544f488640f86e6952b06d4864635bd991ab4ce353cb21da3d8192688ad07742b65f59ff9089203a67232c639da2db6baf7feb244e80688877f10f815709431e43c5c259bcae3fd946d75a3202e2826f01d30a293073ddfa2795bb99891c8bade75b407936f15da2957a6bb7b7bdf519a991b19cddf6a1680554ef8a813d0f1b57b8fec885af2fe26d410921d5c548098be26ae66d7c56501078f8cf539707f2e8b0df1c717d4a6ddc7abfde180f91cfc375ba81c13449b85cfa7d72696226c2a3c2c59afe8ee30f0f7ac8c84d58151a2f53d0bf15edc36dee99bb26f223e004ea3cf1ffdf6bc4857be9181e7adf5248661d9f086bdcdcc8e930b388684b3027efac757bca4785c4b39331eff139352d74584859c6cc9b8d81c50fd0ebba342e8c4f86a2da6863627d78a5cef6365c03d230674380b3c68a3d9c5d5d1724772bfbea269cad78ec83ec30721bb0bfe9a139c7939e06b9cfc6545b38a86b0f393fa0fd581397218be5345221b6f74d69cd3114ebc707325a4960f024531491ccb3eb1399eba890c57c05500c574e536144a1422bc73b7e4e943bd8cabedae595ac53b83a1cf285b390a42186dfc1ae2edcf33d5cb092a1168bb4a102fd3c03c3a67fd3d8cf0fbf02ecd490ae7cfab773ee25c84e1ad38a054cdd10a4317baf41550c0a19ba7a9ebd62b8c135e8bd4a1a65bb55dce3ef3bc1e05cb2aed9f2d8499d7816cc037bbb4051a2b884a042729052e9c4e8cfc4213b5106502827d2721e103921f307edb32d73414ac0afb30eb1acb475f024ff469e1663dd2e9f311188612c9c4a7752327abb8f8406ee75afb71748e9f98dd085c7aa869765f1aff880e886c4b9ae4200f3c103411d83680fdab80ac3dc46fb0cc5192d884452308330066709bf861c662948e8193bf33215b2a84a24a22986b349442cc88f5811a367a049881a0dc80700077424c24b15f13d1b8858271a832c83bcf7414e73e910a5e81cb714201e60fa82cb14195187615901ed7594f2b82633113a865005847eed1e398427e9feb7370e8b4f3d01fad6b05100ebedafbdf3b2a30101a3bbe528c08fdd34c99534dd4a36c06174b92cb192459a08440586b4cfb32b6abe515195341e831fffdef94b6a54200461d0d8e2655f030e0841d0da547d0dd0d5ee3d8d45bdb7b9780534bc58e6422e3e69e7f9c022c05c37f2f0398763d0e42f3f576d9e4abd607aee74bf86b905bd2741a6d4052ddefd4b98e8b3ccd44fcb508c667a12e87c1803b6043fe2ccea84353a92271c9ab169d3c8fc4bd0aedca1b1f64855c11d4c039928c42c90ec7c2cd6c229794f00b578ca20d0da4c6f1e5d6c70abc900c4cbbc04a5c47d5fa38b1c16160f9d2c95d91d29b63d30a10c4c275f75dad90e3634e6d063bc582e52febc2044fc45eed3d1987c4a4bbb2268fa6d91b50a923d45170430df89e87ea328cc066a8e95f5583ffbd0b5b8d6162f0168ab4a8ecc32860a7e70b6c20a991d755b87a8a288a7fd55a7ec403b931591e667f38bc4d68994d0a24741b6d2b3691d1edb2fa13b6ed4ffe1f4d64f7fc9385b70b599685f9582ab9506041ebbc778d824bdd08fedee45bcf2949b89483c07ab8587a2c1a5dbf2159c297a71f7b63f0c06ccf0efd80736154de521da4a045dfe168eeb6be1349cbb0763ea88bd96d352419105d6ce1d599cbfc9ab62c046f97c450afacfa20eb44cc72bd6bf6114a99ab77b26627bac9e40fcc5477a61f38e6665ad51d2435d4f12646c3a0c32228103ff617ad710e35e2619e3003e7baf055f426156e387e65d5b2a056777d1e7823b202283a105ff420112edaf77d9173080e68fc88f5a0f02000d41c17e1cd8713ff82e40a77f72a514d4a4284783b6742a062bb8ad021c8b41fe2990c0033f358d8532c88aa767bdb4741a8f65903e729538e10b51e05596f681caa8179a1e789225d18d02c540180017c06e3e626b6c09df2a8c934041c1f5b8b13daecb4cec6bd54bf69bb4843ebc3dfef05fe16841cd70098958c200332f90e1387f9ffed4c230e81f15ce156486e8f7677632d6ac643a9b9065b357285af906e5efa093e5a457783547b97af538730a2841b28a282d804794f4619fc4618bd237c60e0d19626e9f9ae15d2c8b3f82d5d79be783e9f2c43d0e03377a898148f1bf0743247a1c7a0ff2e0e75d6334f72cfc1d52f639bf7d20b12f530a49358b809930d79f69bae51fd1507c109ff45e7825575d93f84a65a0d397ffa5dcf72feac284007f783a197e2b24a775f7366af2502f7a2834fc95f223f9457ae509cde0932e7ebf5f5e048e0842bf2f7744db4444de2f2d679f857d6382152f5a31494aefff1eb4131165015376fafbdccc30886a7e81a0be5f4df0b3898a255eea75fc01',2200,X'28b52ffd609807b51300d621621f5049f3836283a1288c1eabfd7f24f70f22ce2138e6935ac24917465555550357005b0058001e5b51ead1a7317e5bf101a063db5bf37cdca7b3bdcdd1b1a9ad057d3c76f386e5603b6120367e44327d3a1d8fbd5948c816938d3d77389572c733832cd67b520fdbabc796a1f8593c5840c50ee7a682b4632758269d10cc7220b8191b969b696d10e33818a9346fa01ccd1b14ccab188ccf35f969bff9e3a8d4405eb132619a8b0f6eec859ba7542a7d9c7e96f6130691f4292494ce42292116fba764b091f1d37ad0a72987526c6f8cc7f77a6ca54f42016fd5491412ea2195905ade1e448f429f876353b15634d69672529d84c72eb0b2718879eccc185422e609523f414f79ec242b5fe925045f6c44f3d808cdbd6650ab48f45d7a2d41e61d1bd1dc8c9503bd8bad2a763e5c030789141b270c42418c4432b35cece1a95c105b31ae0bfd2915c6be41453aa19e42a2e0c549ce19f294d843c9de9b1b19602b731974b4d672aa29725e81e5ae1e4b283dd558520c3e0757434bb5e48a41b71e2be06bbe0a7c1062a0013153889a92d2a4a058d80c700291aa92e90152aa18e602baf46feb06ae2595edae0ea327bf167be1eb04234cb550ff13df9ba9405e03866402322392406d24282822060cb681c21e5aa4930042a65d8751cdee658a920e4a39bd0cd11740c28e0fb14bec5a86872bcc76d92116a7494dc5c4d90905c3a99469af19e5ab70c7c3f0f70dda860dde6a3207e85c5a2e27f9589209b54cb875bff010e20b05903fff4a4798586929efb958cda038303a75d0c02fd4202ee5789b8a3e5cfcb6828373a3170dcf8e294a313f6d0dff30e5dcba6ba6e14112718261fab8ec81614aaf76c266ce5105301055');
CREATE TABLE edition_story (
    edition     INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    story       INTEGER NOT NULL REFERENCES story (row),
    revision    INTEGER NOT NULL,
    hash        TEXT NOT NULL,                     -- of that revision
    page        INTEGER NOT NULL,
    page_column INTEGER NOT NULL,                  -- from 1, in the order of reading
    place       INTEGER NOT NULL,                  -- among the modules of its page, from 1
    PRIMARY KEY (edition, story)
) STRICT, WITHOUT ROWID;
INSERT INTO edition_story VALUES(1,1,1,'14a1d7bab939603a14b8aaae148383715b54d82d5af3c68a376802f9967c7d72',4,2,1);
INSERT INTO edition_story VALUES(1,2,1,'72d3020b39a844d90bbafebcd10ab0a7c600b3351e550be6c38c9870ba82beec',1,2,2);
INSERT INTO edition_story VALUES(1,3,1,'8bf7617d7f2857825a1f740698b25597466d65f8216afa18f0961f85940b955f',1,1,1);
CREATE TABLE front (
    story INTEGER PRIMARY KEY REFERENCES story (row),
    place INTEGER NOT NULL,                        -- among the stories of its day, from 0
    read  TEXT NOT NULL                            -- the day on which the page was read
) STRICT;
INSERT INTO front VALUES(2,0,'2026-11-24');
CREATE TABLE dictionary (
    id     INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (id),
    media  TEXT NOT NULL,                          -- the media type of the bodies that it is for
    hash   TEXT NOT NULL,                          -- BLAKE3 of the dictionary
    length INTEGER NOT NULL,                       -- its bytes
    body   BLOB NOT NULL                           -- zstd of it
) STRICT;
CREATE INDEX capture_by_url ON capture (url, fetched);
CREATE INDEX story_by_day ON story (source, day);
CREATE INDEX story_by_change ON story (change);
CREATE INDEX story_section_by_path ON story_section (source, path, story);
CREATE INDEX picture_by_state ON picture (source, state);
CREATE INDEX picture_by_photo ON picture (photo);
CREATE INDEX story_picture_by_url ON story_picture (url);
CREATE INDEX listed_by_day ON listed (source, day);
CREATE INDEX edition_story_by_story ON edition_story (story);
CREATE INDEX dictionary_by_source ON dictionary (source, media);
COMMIT;
